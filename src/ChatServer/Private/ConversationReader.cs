using System.Text.Json;
using ChatServer.Identity;
using ChatServer.Rooms;
using ChatServer.Storage;
using Stomp.Server;

namespace ChatServer.Private;

/// <summary>What members have said to each other.</summary>
public sealed class ConversationReader(IMessageLog log, IChatStore store, MemberIds ids)
{
    private const int MostConversations = 100;

    /// <summary>Half of what may wait for a session.</summary>
    private const int MostBytes = 256 * 1024;

    /// <summary>The conversations of a member, the last one first.</summary>
    public async ValueTask<ConversationSummary[]> ListAsync(string memberId, CancellationToken cancellationToken)
    {
        var summaries = new List<ConversationSummary>();
        var conversations = await store.ListConversationsAsync(memberId, MostConversations, cancellationToken);
        var reachable = ids.Reachable(conversations.Select(conversation => conversation.Pair.Other(memberId)));
        foreach (var conversation in conversations)
        {
            var other = conversation.Pair.Other(memberId);
            if (!reachable.Contains(other)) continue;
            var page = await LogPage.ReadAsync(log, PairTopic.Of(conversation.Pair), default, 1, MostBytes, cancellationToken);
            var last = page.Messages.Count > 0 ? ToEntry(page.Messages[0]) : null;
            // Nothing was ever said: what was to be could not be kept.
            if (page.Range.Next == 1) continue;
            summaries.Add(new(other, conversation.NameOf(other), page.Range.Next - 1, last is null ? null : last with { Message = Preview.Of(last.Message) }));
        }

        return [.. summaries.OrderByDescending(summary => summary.Last?.Timestamp ?? 0)];
    }

    /// <summary>Messages of a conversation.</summary>
    internal async ValueTask<PrivatePage> ReadAsync(MemberPair pair, LogPosition at, int limit, CancellationToken cancellationToken)
    {
        var page = await store.FindConversationAsync(pair, cancellationToken) is null
            ? new LogPage(LogRange.Empty, [])
            : await LogPage.ReadAsync(log, PairTopic.Of(pair), at, limit, MostBytes, cancellationToken);
        return new(log.Epoch, page.Range.First, page.Range.Next, [.. page.Messages.Select(ToEntry)]);
    }

    private static PrivateEntry ToEntry(LoggedMessage message)
    {
        var said = JsonSerializer.Deserialize(message.Body.Span, ChatJson.Default.PrivateMessage)!;
        return new(message.Offset, message.Timestamp.ToUnixTimeMilliseconds(), said.From, said.To, said.Sender, said.Recipient, said.Message,
            message.Headers?["idempotency-key"]);
    }
}

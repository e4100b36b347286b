using System.Collections.Concurrent;
using System.Globalization;
using ChatServer.Identity;
using ChatServer.Presence;
using ChatServer.Storage;
using Stomp;
using Stomp.Server;

namespace ChatServer.Private;

/// <summary>Has one member talk with another: keeps what is said in the pair's log, and sends it to all windows of both.</summary>
public sealed class Conversations(IMessageTemplate template, IMessageLog log, IChatStore store, Rosters rosters, OtherServers others, MemberIds ids,
    IUserRegistry registry, Farewells farewells, TimeProvider time)
{
    private const string Queue = "/queue/private";
    private const int Gates = 64;

    // What is kept has an order, and is sent in it: one message of a pair after the other. Several pairs may share a gate.
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, Gates).Select(_ => new SemaphoreSlim(1, 1))];

    // Anonymous members who have talked.
    private readonly ConcurrentDictionary<string, bool> _anonymous = new(StringComparer.Ordinal);

    /// <summary>The session of an anonymous member has ended.</summary>
    public void End(string memberId)
    {
        // Who talked with it on another server has noted that there.
        if (_anonymous.TryRemove(memberId, out _) || registry.Nodes.Count > 1) farewells.ForgetConversations(memberId);
    }

    /// <summary>Says something to another member.</summary>
    /// <param name="from">The sender's visit to the room that it names.</param>
    /// <param name="text">What it says.</param>
    /// <param name="key">The frame's <c>idempotency-key</c>, or null.</param>
    /// <param name="cancellationToken">Gives up: the session ends.</param>
    /// <exception cref="MessageRejectedException">The other is nobody whom the sender may write to.</exception>
    internal async ValueTask SendAsync(Visit from, PrivateText text, string? key, CancellationToken cancellationToken)
    {
        if (text.To == from.MemberId) throw new MessageRejectedException("to: expected somebody else.", "urn:chat:no-member");
        var pair = new MemberPair(from.MemberId, text.To);
        var recipient = await NameOfAsync(from.RoomId, text.To, pair, cancellationToken);
        var message = new PrivateMessage(from.MemberId, text.To, from.Name, recipient, text.Message);
        var gate = _gates[(uint)pair.GetHashCode() % Gates];
        await gate.WaitAsync(cancellationToken);
        try
        {
            var (first, second) = pair.First == from.MemberId ? (from.Name, recipient) : (recipient, from.Name);
            Note(pair.First);
            Note(pair.Second);
            // Ahead of the message: no message without its conversation.
            await store.KeepConversationAsync(new(pair, first, second, time.GetUtcNow()));
            var kept = await log.AppendAsync(PairTopic.Of(pair), message, cancellationToken: cancellationToken);
            if (!kept.IsRepeat) await DeliverAsync(message, new() { Headers = Headers(kept, key) });
        }
        finally
        {
            gate.Release();
        }
    }

    private async ValueTask<string> NameOfAsync(string roomId, string memberId, MemberPair pair, CancellationToken cancellationToken)
    {
        if (rosters.Find(roomId)?.NameOf(memberId) is { } name) return name;
        var known = (await store.FindConversationAsync(pair, cancellationToken))?.NameOf(memberId) ?? await others.NameOfAsync(roomId, memberId);
        // The rows of an anonymous member go a little after the member.
        return known is not null && (MemberIds.IsIdentified(memberId) || ids.SessionOf(memberId) is not null) ? known
            : throw new MessageRejectedException("to: expected a member of the room, or somebody you have talked with.", "urn:chat:no-member");
    }

    private void Note(string memberId)
    {
        if (!MemberIds.IsIdentified(memberId)) _anonymous[memberId] = true;
    }

    private async ValueTask DeliverAsync(PrivateMessage message, MessageOptions options)
    {
        foreach (var member in (string[])[message.From, message.To])
        {
            if (MemberIds.IsIdentified(member)) await template.SendToUserAsync(member, Queue, message, options);
            else if (ids.SessionOf(member) is { } session) await template.SendToSessionAsync(session, Queue, message, options);
        }
    }

    private StompHeaders Headers(LogAppendResult kept, string? key)
    {
        var headers = new StompHeaders(4);
        headers.Add("x-stream-offset", kept.Offset.ToString(CultureInfo.InvariantCulture));
        headers.Add("x-stream-epoch", log.Epoch);
        headers.Add("timestamp", kept.Timestamp.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        if (key is not null) headers.Add("idempotency-key", key);
        return headers;
    }
}

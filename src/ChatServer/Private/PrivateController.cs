using ChatServer.Identity;
using ChatServer.Rooms;
using ChatServer.Storage;
using Stomp.Server;

namespace ChatServer.Private;

/// <summary>What members say to each other, past the room.</summary>
[MessageController]
[MessageMapping("/chat/private")]
public sealed class PrivateController(ChatRules rules, MemberIds ids, Conversations conversations, ConversationReader reader)
{
    private const int DefaultLimit = 50;
    private const int MostMessages = 100;

    /// <summary>Says something to one other member.</summary>
    [MessageMapping]
    public ValueTask Send(PrivateText text, IStompSession session, [Header("idempotency-key", Required = false)] string? key, CancellationToken cancellationToken)
    {
        var visit = rules.VisitOf(session, text.RoomId, text.Sender);
        rules.CheckSaid(text.Message);
        MemberIds.Check(text.To);
        return conversations.SendAsync(visit, text, key, cancellationToken);
    }

    /// <summary>With whom the member has talked.</summary>
    [SubscribeMapping]
    public ValueTask<ConversationSummary[]> List(IStompSession session, CancellationToken cancellationToken) =>
        reader.ListAsync(ids.Of(session), cancellationToken);

    /// <summary>What the member and another have said to each other.</summary>
    [SubscribeMapping("/{memberId}")]
    public ValueTask<PrivatePage> Read(string memberId, IStompSession session, [Header("before")] long? before, [Header("after")] long? after,
        [Header("limit")] int? limit, CancellationToken cancellationToken)
    {
        MemberIds.Check(memberId);
        var at = new LogPosition(before, after, Around: null);
        at.Check();
        if (limit is < 1 or > MostMessages) throw new MessageRejectedException($"limit: expected 1 to {MostMessages}, got {limit}.");
        return reader.ReadAsync(new MemberPair(ids.Of(session), memberId), at, limit ?? DefaultLimit, cancellationToken);
    }
}

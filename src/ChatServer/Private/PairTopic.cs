using ChatServer.Storage;

namespace ChatServer.Private;

/// <summary>The destination that keeps what two members say to each other. Nobody may subscribe to it.</summary>
internal static class PairTopic
{
    public const string Prefix = "/topic/private/";

    public static string Of(MemberPair pair) => $"{Prefix}{pair.First}/{pair.Second}";
}

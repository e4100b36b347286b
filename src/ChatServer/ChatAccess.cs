using Stomp.Server;

namespace ChatServer;

/// <summary>What clients may not do in the chat, whatever the settings open.</summary>
internal static class ChatAccess
{
    private const string Private = "/topic/private/**";

    /// <summary>The logs of private conversations are read through the chat alone, which knows whose they are.</summary>
    public static Action<DestinationPolicies> AddRules(IConfiguration configuration)
    {
        // Rules for SENDs are looked at for every message, so there is one only where clients may write to the broker at all.
        var writes = configuration.GetValue<bool>("Stomp:AllowSendToBroker") || configuration.GetValue<bool>("Stomp:OpenLikeSpring");
        return policies =>
        {
            policies.Subscribe(Private).Deny();
            if (writes) policies.Send(Private).Deny();
        };
    }
}

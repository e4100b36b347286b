using Microsoft.Extensions.DependencyInjection;
using Stomp.Server.Sessions;

namespace Stomp.Server.Tests;

internal static class SessionStreams
{
    /// <summary>How many streams a session has.</summary>
    public static int StreamsOf(this IServiceProvider services, string sessionId) =>
        Assert.Single(services.GetRequiredService<SessionRegistry>().Find(sessionId)).Streams;
}

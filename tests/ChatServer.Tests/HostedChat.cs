using System.Text.Json;
using ChatServer.Tests.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;
using Testing.Server;
using Xunit;

namespace ChatServer.Tests;

/// <summary>The chat as its Program builds it, without a socket: for what clients may say, whatever it travels on.</summary>
public sealed class HostedChat : WebApplicationFactory<Program>
{
    private readonly LogRecorder _log = new();
    private readonly DataFolder _data = new();

    /// <summary>Connects, and listens for refusals.</summary>
    public async Task<StompTestSession> ConnectAsync()
    {
        var session = await this.ConnectStompAsync();
        await session.SubscribeAsync("/user/queue/errors");
        return session;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _data.Dispose();
        Assert.Empty(_log.Problems);
    }

    /// <summary>Sends what has to be refused, and gives the problem details.</summary>
    internal static async Task<JsonElement> RefusedAsync(StompTestSession session, string destination, string body, string problem)
    {
        var refused = await Assert.ThrowsAsync<StompRefusedException>(() => session.SendAsync($"/app/chat/{destination}", body));
        Assert.True(refused.SessionGoesOn);
        Assert.Equal(("/user/queue/errors", "application/problem+json"), (refused.Answer.Headers["destination"], refused.Answer.Headers["content-type"]));
        var details = JsonSerializer.Deserialize<JsonElement>(refused.Answer.GetBodyText());
        Assert.Equal(problem, details.GetProperty("type").GetString());
        return details;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) =>
        builder.UseSetting("Chat:DataDirectory", _data.Path).ConfigureLogging(logging => logging.AddProvider(_log));
}

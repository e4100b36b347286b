using Testing.Server;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>The program as a process: how it ends, and how it refuses to begin.</summary>
public sealed class ServerProcessTests
{
    [Fact]
    public async Task Sigterm_tells_clients_to_reconnect_and_ends_with_zero()
    {
        await using var owned = new Owned(await ServerProcess.StartAsync());
        await using var client = await owned.Server.ListenAsync("room");
        await using var silent = await StompTestClient.OpenAsync(new Uri(owned.Server.Endpoint));

        var ending = owned.Server.TerminateAsync();

        Assert.Equal(StompTestClient.ServiceRestart, await client.ClosedAsync());
        Assert.Equal(StompTestClient.ServiceRestart, await silent.ClosedAsync());
        Assert.Equal(0, await ending);
        Assert.Contains("ended: ServerShutdown", owned.Server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sigterm_ends_it_in_time_though_a_client_does_not_answer()
    {
        await using var owned = new Owned(await ServerProcess.StartAsync());
        await using var client = await owned.Server.ListenAsync("room");

        Assert.Equal(0, await owned.Server.TerminateAsync());
    }

    [Theory]
    [InlineData("Chat:MaxMessageLength", "0", "MaxMessageLength")]
    [InlineData("Stomp:MaxFrameBytes", "10", "MaxFrameBytes")]
    public async Task A_bad_setting_ends_it_at_once_and_is_named(string key, string value, string named)
    {
        var program = Path.Combine(Repository.ServerDirectory, "ChatServer.dll");
        await using var process = ChildProcess.Start("dotnet", [program, "--urls", "http://127.0.0.1:0", $"--{key}={value}"], Path.GetTempPath());

        Assert.NotEqual(0, await process.WhenEndedAsync());

        Assert.Contains(named, process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_serves_the_page_from_any_working_directory()
    {
        await using var owned = new Owned(await ServerProcess.StartAsync());
        using var client = new HttpClient { BaseAddress = owned.Server.Address, Timeout = StompTestClient.Patience };

        Assert.Contains("role=\"log\"", await client.GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
    }
}

using System.Globalization;

namespace Stomp.Server.Tests.Security;

/// <summary>Who may do what, row by row, through a socket; the rules are those of <see cref="GuardedApp"/>.</summary>
public sealed class AuthorizationTableTests(GuardedApp guarded) : IClassFixture<GuardedApp>
{
    private static int _rows;

    private readonly TestApp _app = guarded.App;

    /// <summary>SEND: "yes" is delivered to who listens, "refused" is a message to the sender, "closed" an ERROR; who listens hears nothing of either.</summary>
    [Theory]
    [ClassData(typeof(SendTable))]
    public async Task A_send_is_delivered_to_whom_it_is_open(string identity, string destination, string heardAt, string outcome)
    {
        await using var listener = await ConnectAsync("olga overseer,worker,admin");
        await using var sender = await ConnectAsync(identity);
        await sender.SubscribeAsync("/user/queue/errors", "errors");
        await listener.SubscribeAsync(heardAt, "heard");
        var body = NextRow();

        await sender.SendAsync($"SEND\ndestination:{destination}\nreceipt:r\n\n{body}\0");

        await ExpectAsync(sender, outcome, destination);
        if (outcome == "yes") Assert.Equal(body, await listener.ReceiveBodyAsync());
        await listener.FenceAsync();
    }

    /// <summary>SUBSCRIBE: "yes" hears what the server sends there, the others do not.</summary>
    [Theory]
    [ClassData(typeof(SubscribeTable))]
    public async Task A_subscription_hears_what_is_open_to_it(string identity, string destination, string sample, string outcome)
    {
        await using var client = await ConnectAsync(identity);
        await client.SubscribeAsync("/user/queue/errors", "errors");
        var body = NextRow();

        await client.SendAsync($"SUBSCRIBE\nid:row\ndestination:{destination}\nreceipt:r\n\n\0");

        await ExpectAsync(client, outcome, destination);
        // A queue keeps what nobody takes, for the rows to come.
        if (outcome == "yes" || !sample.StartsWith("/queue/", StringComparison.Ordinal)) await TellAsync(client, sample, body);
        if (outcome == "closed") return;
        if (outcome == "yes") Assert.Equal(body, await client.ReceiveBodyAsync());
        await _app.Template.SendToUserAsync(client.SessionId, "/queue/errors", "fence");
        Assert.Equal("fence", await client.ReceiveBodyAsync());
    }

    [Theory]
    [InlineData("nobody", true)]
    [InlineData("ann", true)]
    [InlineData("bob admin", true)]
    [InlineData("banned", false)]
    [InlineData("banned admin,overseer", false)]
    [InlineData("ann wrong", false)]
    public async Task A_connect_is_accepted_from_whom_it_is_open_to(string identity, bool isAccepted)
    {
        await using var client = await StompTestClient.OpenAsync(_app.Endpoint);

        await client.SendAsync($"CONNECT\naccept-version:1.2\n{CredentialsOf(identity)}\n\0");

        if (isAccepted) await client.ExpectAsync("CONNECTED");
        else Assert.Null((await client.ExpectErrorAsync()).Headers["user-name"]);
    }

    private static string NextRow() => string.Create(CultureInfo.InvariantCulture, $"row {Interlocked.Increment(ref _rows)}");

    private static string CredentialsOf(string identity) => identity.Split(' ') switch
    {
        ["nobody"] => "",
        [var name] => $"login:{name}\n",
        [var name, var roles] => $"login:{name}\npasscode:{roles}\n",
        _ => throw new ArgumentException(identity, nameof(identity)),
    };

    private static async Task ExpectAsync(StompTestClient client, string outcome, string destination)
    {
        switch (outcome)
        {
            case "yes":
                await client.ExpectAsync("RECEIPT");
                break;
            case "refused":
                var refusal = await client.ExpectAsync("MESSAGE");
                Assert.Equal("r", refusal.Headers["receipt-id"]);
                Assert.Equal("/user/queue/errors", refusal.Headers["destination"]);
                Assert.StartsWith(
                    $$"""{"type":"urn:stomp:destination-refused","title":"The message was refused.","detail":"There is no such destination, or it is not open to you.","destination":"{{destination}}""" + "\"",
                    refusal.GetBodyText());
                break;
            default:
                await client.ExpectErrorAsync();
                break;
        }
    }

    private async Task<StompTestClient> ConnectAsync(string identity) => await _app.ConnectAsync(headers: CredentialsOf(identity));

    private async Task TellAsync(StompTestClient client, string sample, string body)
    {
        if (sample.StartsWith("/user/", StringComparison.Ordinal)) await _app.Template.SendToUserAsync(client.SessionId, sample["/user".Length..], body);
        else await _app.Template.SendAsync(sample, body);
    }
}

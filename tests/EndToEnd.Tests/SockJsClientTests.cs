using Xunit;

namespace EndToEnd.Tests;

/// <summary>sockjs-client as npm has it, with each transport forced, in Node.js and in Chromium; @stomp/stompjs runs the chat over it.</summary>
[Collection(PageCollections.Seeing)]
public sealed class SockJsClientTests(Browser browser)
{
    [SkippableTheory]
    [InlineData("websocket")]
    [InlineData("xhr-streaming")]
    [InlineData("eventsource")]
    [InlineData("xhr-polling")]
    public async Task Stompjs_chats_in_Node(string transport)
    {
        Requirement.NodeWithClients();
        await using var beating = new Owned(await ServerProcess.StartAsync("--Stomp:HeartBeatOutgoing=00:00:00.2", "--Stomp:HeartBeatIncoming=00:00:00.2",
            "--Stomp:HeartBeatTolerance=100"));
        await NodeClient.RunAsync("stompjs-chat", beating.Server.Endpoint, $"sockjs:{transport}");
    }

    [SkippableTheory]
    [InlineData("websocket")]
    [InlineData("xhr-streaming")]
    [InlineData("eventsource")]
    [InlineData("xhr-polling")]
    public async Task Ten_thousand_messages_come_back_in_Node(string transport)
    {
        Requirement.NodeWithClients();
        await using var echo = await ConformanceProcess.StartAsync();
        await NodeClient.RunAsync("sockjs-flood", new Uri(new Uri(echo.Endpoint), "/echo").AbsoluteUri, $"sockjs:{transport}");
    }

    [SkippableTheory]
    [InlineData("websocket")]
    [InlineData("xhr-streaming")]
    [InlineData("eventsource")]
    [InlineData("htmlfile")]
    [InlineData("xhr-polling")]
    [InlineData("jsonp-polling")]
    public async Task Stompjs_chats_in_Chromium(string transport)
    {
        // The page itself uses neither frames nor scripts from the server's answers, and so forbids them.
        await using var visitor = await browser.VisitAsync(bypassesPolicy: true);
        var scenario = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests", "EndToEnd.Tests", "browser", "sockjs-chat.js"));

        var said = await visitor.Page.EvaluateAsync<string[]>(scenario, new { transport, room = $"sockjs-{transport}" });

        Assert.Equal(
            [
                transport, "JOIN 영희 null", "TALK 영희 안녕하세요 👋🏽 <b>&</b>\n둘째 줄", "urn:chat:not-your-name",
                .. Enumerable.Range(0, 50).Select(number => $"TALK 영희 {number}"), "LEAVE 영희 null",
            ],
            said);
    }
}

using System.Net.WebSockets;
using Testing.Server;
using Xunit;

namespace ChatServer.Tests;

/// <summary>Where clients of the chat may send and subscribe.</summary>
public sealed class DestinationTests(SharedChatApp shared) : IClassFixture<SharedChatApp>
{
    [Theory]
    [InlineData("/topic/public/room")]
    [InlineData("/queue/errors")]
    [InlineData("/user/queue/errors")]
    [InlineData("/app/chat/nowhere")]
    [InlineData("/elsewhere")]
    public async Task Sending_past_the_controllers_is_an_error_and_reaches_nobody(string destination)
    {
        await using var watcher = await shared.App.ListenAsync("room");
        await using var client = await shared.App.ConnectAsync();

        await client.SendAsync($"SEND\ndestination:{destination}\nreceipt:r-1\n\n{Chat.Talk("ss", "hi", "room")}\0");

        Assert.Equal("r-1", (await client.ExpectAsync("ERROR")).Headers["receipt-id"]);
        Assert.Equal(WebSocketCloseStatus.ProtocolError, await client.ClosedAsync());
        await watcher.ExpectNothingMoreAsync("room");
    }

    [Theory]
    [InlineData("/topic/public/*")]
    [InlineData("/topic/**")]
    [InlineData("/topic/public/roo?")]
    [InlineData("/user/queue/*")]
    [InlineData("/app/chat/addUser")]
    public async Task Subscribing_to_more_than_one_room_or_to_no_room_is_an_error(string destination)
    {
        await using var client = await shared.App.ConnectAsync();

        await client.SendAsync($"SUBSCRIBE\nid:sub-0\ndestination:{destination}\nreceipt:r-1\n\n\0");

        Assert.Equal("r-1", (await client.ExpectAsync("ERROR")).Headers["receipt-id"]);
        Assert.Equal(WebSocketCloseStatus.ProtocolError, await client.ClosedAsync());
    }

    [Fact]
    public async Task The_errors_of_another_session_cannot_be_subscribed_to()
    {
        await using var victim = await StompTestClient.OpenAsync(shared.App.Endpoint());
        await victim.SendAsync("CONNECT\naccept-version:1.2\nhost:test\n\n\0");
        var session = (await victim.ExpectAsync("CONNECTED")).Headers["session"];
        await using var client = await shared.App.ConnectAsync();

        await client.SendAsync($"SUBSCRIBE\nid:sub-0\ndestination:/user/{session}/queue/errors\n\n\0");

        await client.ExpectAsync("ERROR");
    }

    [Fact]
    public async Task The_path_of_the_documents_first_versions_leads_to_the_same_rooms()
    {
        await using var watcher = await shared.App.ListenAsync();
        await using var client = await shared.App.ConnectAsync(path: "/ws/chat");
        await client.SubscribeAsync(Chat.Topic());

        await client.SendChatAsync("sendMessage", Chat.Talk("ss", "hi"));

        await watcher.ExpectChatAsync("TALK", "ss", "hi");
        await client.ExpectChatAsync("TALK", "ss", "hi");
    }
}

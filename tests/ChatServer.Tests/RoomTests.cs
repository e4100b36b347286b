using Xunit;

namespace ChatServer.Tests;

/// <summary>Rooms, and the sessions in them.</summary>
public sealed class RoomTests
{
    [Fact]
    public async Task A_session_in_several_rooms_leaves_each_under_its_name_there()
    {
        await using var app = ChatApp.Start();
        await using var inFirst = await app.ListenAsync("first");
        await using var inSecond = await app.ListenAsync("second");
        await using var inThird = await app.ListenAsync("third");
        await using var client = await app.ConnectAsync();
        await client.SendChatAsync("addUser", Chat.Join("영희", "first"));
        await client.SendChatAsync("addUser", Chat.Join("ss", "second"));
        await client.SendChatAsync("addUser", Chat.Join("gone", "third"));
        await client.SendChatAsync("removeUser", Chat.Leave("gone", "third"));
        await inFirst.ExpectChatAsync("JOIN", "영희", room: "first");
        await inSecond.ExpectChatAsync("JOIN", "ss", room: "second");
        await inThird.ExpectChatAsync("JOIN", "gone", room: "third");
        await inThird.ExpectChatAsync("LEAVE", "gone", room: "third");

        client.Kill();

        await inFirst.ExpectChatAsync("LEAVE", "영희", room: "first");
        await inSecond.ExpectChatAsync("LEAVE", "ss", room: "second");
        await app.WhenSessionsAsync(3);
        await inFirst.ExpectNothingMoreAsync("first");
        await inSecond.ExpectNothingMoreAsync("second");
        await inThird.ExpectNothingMoreAsync("third");
    }

    [Fact]
    public async Task Subscribers_of_one_room_never_see_another()
    {
        await using var app = ChatApp.Start();
        await using var here = await app.ListenAsync("room");
        await using var there = await app.ListenAsync("room1");
        await using var client = await app.JoinAsync("ss", "elsewhere");
        foreach (var room in new[] { "room", "room1", "elsewhere", "Room", "roo" })
            await client.SendChatAsync("sendMessage", Chat.Talk("ss", $"in {room}", room));

        await here.ExpectChatAsync("TALK", "ss", "in room", "room");
        await here.ExpectNothingMoreAsync("room");
        await there.ExpectChatAsync("TALK", "ss", "in room1", "room1");
        await there.ExpectNothingMoreAsync("room1");
        await client.ExpectChatAsync("TALK", "ss", "in elsewhere", "elsewhere");
    }

    [Fact]
    public async Task Who_unsubscribed_hears_nothing_more_of_the_room()
    {
        await using var app = ChatApp.Start();
        await using var watcher = await app.ListenAsync();
        await using var client = await app.JoinAsync("ss");
        await watcher.ExpectChatAsync("JOIN", "ss");

        await client.SendAsync("UNSUBSCRIBE\nid:sub-0\nreceipt:gone\n\n\0");
        Assert.Equal("gone", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
        await client.SendChatAsync("sendMessage", Chat.Talk("ss", "unheard"), "receipt:said\n");

        await watcher.ExpectChatAsync("TALK", "ss", "unheard");
        Assert.Equal("said", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
    }

    [Fact]
    public async Task A_session_may_speak_in_so_many_rooms_and_no_more()
    {
        await using var app = ChatApp.Start(("Chat:MaxRoomsPerSession", "2"));
        await using var client = await app.ConnectAsync();
        await client.SubscribeAsync("/user/queue/errors", "errors");
        await client.SendChatAsync("addUser", Chat.Join("ss", "1"));
        await client.SendChatAsync("sendMessage", Chat.Talk("ss", "hi", "2"));

        await client.SendChatAsync("addUser", Chat.Join("ss", "3"), "receipt:third\n");

        Assert.Contains("2 rooms", (await client.ExpectRefusalAsync("urn:chat:too-many-rooms")).GetProperty("detail").GetString(), StringComparison.Ordinal);
        await client.SendChatAsync("sendMessage", Chat.Talk("ss", "hi", "2"), "receipt:still here\n");
        Assert.Equal("still here", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
    }

    [Fact]
    public async Task A_room_that_was_not_joined_cannot_be_left()
    {
        await using var app = ChatApp.Start();
        await using var watcher = await app.ListenAsync();
        await using var client = await app.ConnectAsync();
        await client.SubscribeAsync("/user/queue/errors", "errors");

        await client.SendChatAsync("removeUser", Chat.Leave("ss"));

        await client.ExpectRefusalAsync("urn:chat:not-joined");
        await watcher.ExpectNothingMoreAsync();
    }
}

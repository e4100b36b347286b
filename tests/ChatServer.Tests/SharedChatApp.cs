namespace ChatServer.Tests;

/// <summary>One application for all tests of a class, with every setting at its default.</summary>
public sealed class SharedChatApp : IAsyncDisposable
{
    internal ChatApp App { get; } = ChatApp.Start();

    public ValueTask DisposeAsync() => App.DisposeAsync();
}

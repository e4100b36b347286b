namespace Stomp.Server.Tests.Conformance;

/// <summary>A server that the tests of a class share: clients may send anywhere. Nothing that a client does may trouble its log.</summary>
public sealed class OpenServer : IAsyncLifetime
{
    public TestApp App { get; private set; } = null!;

    public async Task InitializeAsync() => App = await TestApp.StartOpenAsync();

    public async Task DisposeAsync() => await App.DisposeAsync();
}

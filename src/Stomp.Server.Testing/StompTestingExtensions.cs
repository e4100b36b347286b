using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Stomp.Server.Testing;

/// <summary>Connects STOMP sessions to an application under test.</summary>
public static class StompTestingExtensions
{
    /// <summary>Opens a connection to an endpoint and connects a session.</summary>
    /// <typeparam name="TEntryPoint">The application.</typeparam>
    /// <param name="factory">The application, on its TestServer (do not call UseKestrel).</param>
    /// <param name="path">The endpoint's path, with a query if need be.</param>
    /// <param name="configure">Says who connects, and how; null for somebody anonymous.</param>
    /// <exception cref="StompTestException">The handshake was refused, or nothing came in time.</exception>
    /// <exception cref="StompRefusedException">An ERROR came instead of CONNECTED.</exception>
    public static Task<StompTestSession> ConnectStompAsync<TEntryPoint>(this WebApplicationFactory<TEntryPoint> factory, string path = "/ws",
        Action<StompTestOptions>? configure = null)
        where TEntryPoint : class
    {
        ArgumentNullException.ThrowIfNull(factory);
        return factory.Server.ConnectStompAsync(path, configure);
    }

    /// <summary>Opens a connection to an endpoint and connects a session.</summary>
    /// <param name="server">The application's server.</param>
    /// <param name="path">The endpoint's path, with a query if need be.</param>
    /// <param name="configure">Says who connects, and how; null for somebody anonymous.</param>
    /// <exception cref="StompTestException">The handshake was refused, or nothing came in time.</exception>
    /// <exception cref="StompRefusedException">An ERROR came instead of CONNECTED.</exception>
    public static async Task<StompTestSession> ConnectStompAsync(this TestServer server, string path = "/ws", Action<StompTestOptions>? configure = null)
    {
        var session = await server.OpenStompAsync(path, configure);
        try
        {
            await session.ConnectAsync();
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a connection to an endpoint, and leaves CONNECT to the test.</summary>
    /// <param name="server">The application's server.</param>
    /// <param name="path">The endpoint's path, with a query if need be.</param>
    /// <param name="configure">Says who connects, and how; null for somebody anonymous.</param>
    /// <exception cref="StompTestException">The handshake was refused.</exception>
    public static async Task<StompTestSession> OpenStompAsync(this TestServer server, string path = "/ws", Action<StompTestOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(path);
        var options = new StompTestOptions();
        configure?.Invoke(options);
        var connection = await TestConnection.OpenAsync(server, path, options);
        return new StompTestSession(connection, options, JsonOf(server.Services));
    }

    /// <summary>The application with a clock that the test moves.</summary>
    /// <typeparam name="TEntryPoint">The application.</typeparam>
    /// <param name="factory">The application.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The application to connect to: a factory of its own.</returns>
    public static WebApplicationFactory<TEntryPoint> WithTime<TEntryPoint>(this WebApplicationFactory<TEntryPoint> factory, FakeTime time)
        where TEntryPoint : class
    {
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentNullException.ThrowIfNull(time);
        return factory.WithWebHostBuilder(web => web.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(time)));
    }

    // The application's own, but for types that only a test knows.
    private static JsonSerializerOptions JsonOf(IServiceProvider services)
    {
        var json = services.GetRequiredService<IOptions<StompOptions>>().Value.Json;
        return new(json) { TypeInfoResolver = JsonTypeInfoResolver.Combine(json.TypeInfoResolver, new DefaultJsonTypeInfoResolver()) };
    }
}

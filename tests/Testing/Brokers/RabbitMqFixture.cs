using System.Globalization;
using Xunit;

namespace Testing.Brokers;

/// <summary>
/// RabbitMQ with STOMP over TCP and WebSocket, from the Debian package <c>rabbitmq-server</c>. Login guest, passcode guest, vhost /. Its
/// WebSocket messages are binary: as text, its default, a body that is not UTF-8 breaks the connection.
/// </summary>
#pragma warning disable CA1001 // xUnit calls the DisposeAsync of IAsyncLifetime.
public sealed class RabbitMqFixture : IAsyncLifetime
#pragma warning restore CA1001
{
    private const string Epmd = "/usr/bin/epmd";
    private const string Library = "/usr/lib/rabbitmq/lib";

    private readonly BrokerProcess _broker = new();
    private Func<Task> _startAsync = () => Task.CompletedTask;

    /// <summary>What is missing to run it; null when it runs.</summary>
    public string? Missing { get; } = FindServer() is null || !File.Exists(Epmd) ? "RabbitMQ is missing: apt-get install rabbitmq-server" : null;

    public Uri TcpAddress { get; private set; } = null!;

    public Uri WebSocketAddress { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Missing is not null) return;
        var ports = BrokerProcess.FreePorts(5);
        var (stomp, web, amqp, epmd, distribution) = (ports[0], ports[1], ports[2], ports[3], ports[4]);
        TcpAddress = new($"stomp://127.0.0.1:{stomp}");
        WebSocketAddress = new($"ws://127.0.0.1:{web}/ws");
        var folder = _broker.Folder;
        var configuration = _broker.Write("rabbitmq.conf", $"""
            listeners.tcp.local = 127.0.0.1:{amqp}
            stomp.listeners.tcp.1 = 127.0.0.1:{stomp}
            web_stomp.tcp.ip = 127.0.0.1
            web_stomp.tcp.port = {web}
            web_stomp.ws_frame = binary
            log.console = false
            log.file.level = warning
            disk_free_limit.absolute = 10MB

            """);
        var environment = new Dictionary<string, string>
        {
            ["HOME"] = folder,
            ["ERL_EPMD_PORT"] = epmd.ToString(CultureInfo.InvariantCulture),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODENAME"] = "test@localhost",
            ["RABBITMQ_USE_LONGNAME"] = "false",
            ["RABBITMQ_DIST_PORT"] = distribution.ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_CONFIG_FILE"] = configuration,
            ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(folder, "none"),
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "mnesia"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log"),
            ["RABBITMQ_PID_FILE"] = Path.Combine(folder, "pid"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = _broker.Write("enabled_plugins", "[rabbitmq_stomp,rabbitmq_web_stomp].\n"),
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} +sbwt none",
        };

        // Erlang would start a name server of its own, which outlives the broker.
        _broker.Start(Epmd, ["-port", environment["ERL_EPMD_PORT"], "-address", "127.0.0.1"]);
        await _broker.WhenListeningAsync(epmd);
        _startAsync = () =>
        {
            _broker.Start(FindServer()!, [], environment);
            return _broker.WhenListeningAsync(stomp, web);
        };
        await _startAsync();
    }

    /// <summary>Kills it; what is durable stays.</summary>
    public Task KillAsync() => _broker.KillLastAsync();

    /// <summary>Starts it again, where it was.</summary>
    public Task StartAgainAsync() => _startAsync();

    public async Task DisposeAsync() => await _broker.DisposeAsync();

    private static string? FindServer() => !Directory.Exists(Library) ? null : Directory.EnumerateDirectories(Library, "rabbitmq_server-*")
        .Select(folder => Path.Combine(folder, "sbin", "rabbitmq-server")).LastOrDefault(File.Exists);
}

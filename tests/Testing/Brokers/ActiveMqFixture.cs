using Xunit;

namespace Testing.Brokers;

/// <summary>ActiveMQ with STOMP over TCP, from the Debian package <c>activemq</c>, which has no WebSocket. Any login, nothing kept.</summary>
#pragma warning disable CA1001 // xUnit calls the DisposeAsync of IAsyncLifetime.
public sealed class ActiveMqFixture : IAsyncLifetime
#pragma warning restore CA1001
{
    private const string Home = "/usr/share/activemq";
    private const string Java = "/usr/bin/java";

    private readonly BrokerProcess _broker = new();
    private Func<Task> _startAsync = () => Task.CompletedTask;

    /// <summary>What is missing to run it; null when it runs.</summary>
    public string? Missing { get; } =
        File.Exists($"{Home}/bin/activemq.jar") && File.Exists(Java) ? null : "ActiveMQ is missing: apt-get install activemq";

    public Uri TcpAddress { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Missing is not null) return;
        var port = BrokerProcess.FreePorts(1)[0];
        TcpAddress = new($"stomp://127.0.0.1:{port}");
        var folder = _broker.Folder;
        var configuration = _broker.Write("activemq.xml", $"""
            <beans xmlns="http://www.springframework.org/schema/beans" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
              xsi:schemaLocation="http://www.springframework.org/schema/beans http://www.springframework.org/schema/beans/spring-beans-2.0.xsd
              http://activemq.apache.org/schema/core http://activemq.apache.org/schema/core/activemq-core.xsd">
              <broker xmlns="http://activemq.apache.org/schema/core" useJmx="false" brokerName="localhost" persistent="false"
                schedulerSupport="false" useShutdownHook="false" dataDirectory="{folder}/data">
                <transportConnectors><transportConnector name="stomp" uri="stomp+nio://127.0.0.1:{port}"/></transportConnectors>
              </broker>
            </beans>
            """);
        _startAsync = () =>
        {
            _broker.Start(Java,
            [
                "-Xmx256m", $"-Djava.io.tmpdir={folder}", $"-Dactivemq.home={Home}", $"-Dactivemq.base={folder}", $"-Dactivemq.conf={folder}",
                $"-Dactivemq.data={folder}/data", "-jar", $"{Home}/bin/activemq.jar", "start", $"xbean:file:{configuration}",
            ]);
            return _broker.WhenListeningAsync(port);
        };
        await _startAsync();
    }

    /// <summary>Kills it; nothing stays.</summary>
    public Task KillAsync() => _broker.KillLastAsync();

    /// <summary>Starts it again, where it was.</summary>
    public Task StartAgainAsync() => _startAsync();

    public async Task DisposeAsync() => await _broker.DisposeAsync();
}

using System.Diagnostics;
using System.Globalization;
using Testing.Brokers;

namespace Testing.Databases;

/// <summary>
/// A PostgreSQL server on a loopback port of its own, from the Debian package <c>postgresql</c>. It may be killed and started again; what was committed survives that, though
/// not a power failure. Its user is <c>postgres</c>, without a password.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Library = "/usr/lib/postgresql";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("chat-postgres-").FullName;
    private readonly int _port = BrokerProcess.FreePorts(1)[0];
    private Process? _process;

    private PostgresServer()
    {
    }

    /// <summary>What is missing to run one; null when nothing is.</summary>
    public static string? Missing { get; } = FindPrograms() is null ? "PostgreSQL is missing: apt-get install postgresql" : null;

    public static async Task<PostgresServer> StartNewAsync(params string[] settings)
    {
        var server = new PostgresServer();
        // It refuses to run as root, and to live in a folder that is not its own.
        if (Environment.IsPrivilegedProcess) await RunAsync("chown", "postgres", server._folder);
        await RunAsPostgresAsync(server.Program("initdb"), "-D", server.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        // There is no power failure in a test.
        await File.AppendAllLinesAsync(Path.Combine(server.Data, "postgresql.auto.conf"), ["listen_addresses = '127.0.0.1'", "unix_socket_directories = ''",
            $"port = {server._port}", "max_connections = 50", "fsync = off", "logging_collector = on", .. settings]);
        await server.StartAsync();
        return server;
    }

    /// <summary>Where it listens on the loopback.</summary>
    public int ListenPort => _port;

    /// <summary>How to connect to one of its databases.</summary>
    public string ConnectionString(string database = "postgres") => $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database}";

    /// <summary>Who it runs as.</summary>
    public static string User => Environment.IsPrivilegedProcess ? "postgres" : Environment.UserName;

    /// <summary>Starts it, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        _process = Process.Start(AsPostgres(Program("postgres"), "-D", Data))!;
        using var patience = new CancellationTokenSource(Patience);
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
        {
            await pulse.WaitForNextTickAsync(patience.Token);
            if (_process.HasExited) throw new InvalidOperationException("PostgreSQL ended at its start.");
        }
        while (!await IsReadyAsync(patience.Token));
    }

    /// <summary>SIGKILL to all of it: a crash.</summary>
    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
        _process = null;
    }

    /// <summary>Makes room for a test's tables, and gives the way to it: a schema, since a database takes ten times as long.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = $"chat_{Guid.NewGuid():N}";
        await RunSqlAsync($"CREATE SCHEMA {name}");
        return $"{ConnectionString()};Search Path={name}";
    }

    /// <summary>Runs a statement as the database's owner.</summary>
    public Task RunSqlAsync(string sql) => RunAsPostgresAsync(Program("psql"), "-X", "-q", "-h", "127.0.0.1", "-p", Port, "-U", "postgres", "-c", sql);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    private string Port => _port.ToString(CultureInfo.InvariantCulture);

    private static string? FindPrograms() => !Directory.Exists(Library) ? null : Directory.EnumerateDirectories(Library)
        .Select(folder => Path.Combine(folder, "bin")).Where(folder => File.Exists(Path.Combine(folder, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault();

    private static ProcessStartInfo AsPostgres(string program, params string[] arguments)
    {
        // setpriv becomes the program, so its process is the server's.
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        start.WorkingDirectory = "/";
        return Quiet(start);
    }

    private static Task RunAsPostgresAsync(string program, params string[] arguments) => RunAsync(AsPostgres(program, arguments));

    private static Task RunAsync(string program, params string[] arguments) => RunAsync(Quiet(new ProcessStartInfo(program, arguments)));

    private static ProcessStartInfo Quiet(ProcessStartInfo start)
    {
        start.UseShellExecute = false;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        return start;
    }

    private static async Task RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Patience);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{start.FileName}: {string.Concat(await output)}");
    }

    private string Program(string name) => Path.Combine(FindPrograms()!, name);

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        using var process = Process.Start(AsPostgres(Program("pg_isready"), "-h", "127.0.0.1", "-p", Port))!;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0;
    }
}

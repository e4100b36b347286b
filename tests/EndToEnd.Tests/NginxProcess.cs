namespace EndToEnd.Tests;

/// <summary>nginx in front of a server, with a configuration of the test's.</summary>
internal sealed class NginxProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly ChildProcess _process;

    private NginxProcess(DirectoryInfo folder, ChildProcess process, Uri address) => (_folder, _process, Address) = (folder, process, address);

    public Uri Address { get; }

    /// <param name="configuration">What stands in nginx' <c>http</c> block, with PORT for the port to listen on.</param>
    public static async Task<NginxProcess> StartAsync(string configuration)
    {
        var nginx = Requirement.Nginx();
        var folder = Directory.CreateTempSubdirectory("nginx-");
        var port = LocalPort.Free();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "nginx.conf"), $$"""
            daemon off;
            worker_processes 1;
            pid nginx.pid;
            error_log stderr notice;
            events {}
            http {
              access_log off;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
            {{configuration.Replace("PORT", $"{port}", StringComparison.Ordinal)}}
            }
            """);
        var process = ChildProcess.Start(nginx, ["-p", folder.FullName, "-c", "nginx.conf", "-e", "stderr"]);
        await process.WaitForLineAsync("start worker process ");
        return new(folder, process, new Uri($"http://127.0.0.1:{port}"));
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

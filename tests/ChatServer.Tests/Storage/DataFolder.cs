namespace ChatServer.Tests.Storage;

/// <summary>A folder for a test's data, gone with the test.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("chat-data-").FullName;

    public string DatabasePath => System.IO.Path.Combine(Path, "chat.db");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

namespace ChatServer.Storage;

/// <summary>Where the chat keeps what was said.</summary>
public enum StorageKind
{
    /// <summary>In the file <c>chat.db</c> of <see cref="ChatOptions.DataDirectory"/>.</summary>
    Sqlite,

    /// <summary>In the PostgreSQL database of <see cref="ChatOptions.ConnectionString"/>.</summary>
    Postgres,

    /// <summary>In memory, gone with the process.</summary>
    Memory,
}

using System.ComponentModel.DataAnnotations;

namespace Stomp.Server;

/// <summary>How servers behind one broker know each other (<see cref="StompBuilder.AddCluster"/>). Checked when the application starts; all of them have to agree on it.</summary>
public sealed class ClusterOptions
{
    /// <summary>What the servers that belong together call themselves: others may use the same broker. Defaults to <c>stomp</c>.</summary>
    [Required, RegularExpression("[A-Za-z0-9_-]{1,64}")]
    public string Name { get; set; } = "stomp";

    /// <summary>
    /// What this server is called in logs and in <see cref="IUserRegistry.Node"/>; something random is put behind it, anew with each start. Defaults to the
    /// machine's name.
    /// </summary>
    [RegularExpression("[A-Za-z0-9_-]{1,64}")]
    public string? NodeName { get; set; }

    /// <summary>How often a server tells the others that it is there. Defaults to 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:10:00")]
    public TimeSpan LeaseInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>After how long without a word a server is gone for the others, and its sessions with it. Defaults to 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan LeaseTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long <see cref="IUserRegistry.DisconnectAsync"/> waits for the others' answers. Defaults to 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(5);
}

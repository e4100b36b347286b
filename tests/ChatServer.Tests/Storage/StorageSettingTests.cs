using ChatServer.Storage.Search;
using Microsoft.Extensions.DependencyInjection;
using Stomp.Server;
using Xunit;

namespace ChatServer.Tests.Storage;

/// <summary>The settings decide where what was said is kept, and bad ones are told at start.</summary>
public sealed class StorageSettingTests
{
    [Theory]
    [InlineData("Chat:Storage", "Postgres", "Chat:ConnectionString: Chat:Storage is Postgres, expected its database")]
    [InlineData("Chat:Storage", "Oracle", "Oracle")]
    public void A_bad_storage_is_told_at_start(string key, string value, string said)
    {
        var fault = Assert.ThrowsAny<Exception>(() => ChatApp.Start((key, value)));

        Assert.Contains(said, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_connection_string_is_told_at_start()
    {
        var fault = Assert.ThrowsAny<Exception>(() => ChatApp.Start(("Chat:Storage", "Postgres"), ("Chat:ConnectionString", "Nonsense=1")));

        Assert.Contains("Chat:ConnectionString: expected for example Host=", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Data_is_never_served()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "wwwroot", "data");

        var fault = Assert.ThrowsAny<Exception>(() => ChatApp.Start(("Chat:DataDirectory", folder)));

        Assert.Contains("Chat:DataDirectory: expected a folder outside of wwwroot", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_is_where_the_settings_say()
    {
        using var folder = new DataFolder();
        await using var app = ChatApp.Start(("Chat:DataDirectory", folder.Path));
        var store = app.Services.GetRequiredService<IMessageLogStore>();
        await store.OpenAsync();

        await store.AppendAsync(Entries.Many("/topic/public/a", 1));

        Assert.True(File.Exists(folder.DatabasePath));
        Assert.NotNull(app.Services.GetRequiredService<IMessageSearch>());
    }
}

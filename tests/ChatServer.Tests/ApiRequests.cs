using System.Net;
using System.Text;
using System.Text.Json;
using Testing.Server;
using Xunit;

namespace ChatServer.Tests;

/// <summary>The chat over HTTP, as a page asks.</summary>
internal static class ApiRequests
{
    /// <summary>Asks for what has to be there.</summary>
    public static async Task<JsonElement> GetJsonAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative)).WaitAsync(StompTestClient.Patience);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {response.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(this HttpClient client, string path, string body)
    {
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), Json(body)).WaitAsync(StompTestClient.Patience);
        return (response.StatusCode, JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()));
    }

    public static async Task ExpectProblemAsync(this HttpClient client, string path, HttpStatusCode status, string? type)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative)).WaitAsync(StompTestClient.Patience);
        await CheckAsync(response, status, type);
    }

    public static async Task ExpectProblemAsync(this HttpClient client, string path, string body, HttpStatusCode status, string? type)
    {
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), Json(body)).WaitAsync(StompTestClient.Patience);
        await CheckAsync(response, status, type);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static async Task CheckAsync(HttpResponseMessage response, HttpStatusCode status, string? type)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal((int)status, problem.Number("status"));
        if (type is not null) Assert.Equal(type, problem.Text("type"));
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }
}

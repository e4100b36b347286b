using Stomp.Server.Broker.Selectors;

namespace Stomp.Server.Tests.Selectors;

/// <summary>The last table of docs/selectors.md is true.</summary>
public sealed class SelectorDocumentTests
{
    [Fact]
    public void Its_examples_do_what_it_says()
    {
        var examples = File.ReadLines(FindDocument())
            .SkipWhile(line => !line.StartsWith("| selector |", StringComparison.Ordinal)).Skip(2).ToList();
        Assert.True(examples.Count >= 10);
        foreach (var example in examples)
        {
            var cells = example.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var headers = new StompHeaders();
            foreach (var header in cells[1].Split('`', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                headers.Add(header.Split(':')[0], header.Split(':')[1]);
            var isDelivered = Selector.Parse(cells[0].Trim('`')).Matches(new(headers, null, null));
            Assert.True(isDelivered == (cells[2] == "yes"), example);
        }
    }

    private static string FindDocument()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "docs", "selectors.md");
            if (File.Exists(path)) return path;
        }

        throw new FileNotFoundException("docs/selectors.md is in no folder above the tests.");
    }
}

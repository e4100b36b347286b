using Stomp.Server.Controllers;

namespace Stomp.Server.Tests;

/// <summary>What cannot work is told when the application starts, all of it at once.</summary>
public sealed class ControllerFaultTests
{
    [Fact]
    public async Task Every_fault_is_named_with_its_method_and_its_cure()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApp.StartAsync(stomp: stomp => stomp
            .AddMessageController<FaultyController>().AddMessageController<AbstractController>()));

        foreach (var expected in new[]
        {
            "FaultyController.TwoPayloads(String one, Said two): a handler takes one payload, this one has 'one' and 'two'; inject services",
            "FaultyController.Unbound(): no parameter takes the variable '{room}'; add one of that name",
            "FaultyController.Twice(String id): '/same/{id}' is mapped by FaultyController.Once(String room) already",
            "FaultyController.Hidden(): a mapped method is public",
            "FaultyController.Generic(T body): a mapped method is public and not generic",
            "FaultyController.Wild(): [MessageMapping]: '/wild/*' has a wildcard",
            "FaultyController.NoSlash(): [MessageMapping]: 'no-slash' must begin with '/'",
            "FaultyController.Half(): [MessageMapping]: '/half{x}': a variable is a whole segment",
            "FaultyController.ByReference(String& body): parameter 'body' is passed by reference; take it by value",
            "FaultyController.OutOfSpan(ReadOnlySpan`1 body): parameter 'body' of type ReadOnlySpan`1 cannot be read from a body",
            "FaultyController.OfAction(Action body): parameter 'body' of type Action cannot be read from a body",
            "FaultyController.Unparsable(Said room): parameter 'room' of type Said cannot be read from a destination",
            "FaultyController.Missing(String other): parameter 'other' wants the variable '{other}', which '/missing' does not have",
            "FaultyController.UnknownVariable(): [SendTo] uses the variable '{room}', which '/unknown-variable' does not have",
            "FaultyController.UnknownPrefix(): [SendTo] names '/elsewhere/a', which none of the broker's prefixes begins",
            "AbstractController: a message controller is a public class, neither abstract nor generic",
        })
        {
            Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void More_specific_templates_come_first_whatever_their_order_was()
    {
        string[] parts = ["a", "{x}"];
        var texts = (from length in Enumerable.Range(1, 5)
                     from bits in Enumerable.Range(0, 1 << length)
                     select string.Concat(Enumerable.Range(0, length).Select(i => "/" + parts[bits >> i & 1].Replace("x", $"x{i}", StringComparison.Ordinal)))).ToArray();
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 50; round++)
        {
            random.Shuffle(texts);
            var templates = texts.Select(DestinationTemplate.Parse).ToList();
            templates.Sort(DestinationTemplate.CompareBySpecificity);

            foreach (var length in Enumerable.Range(1, 5))
            {
                var shapes = templates.Where(template => template.Shape.Count(c => c == '/') == length - 1).Select(template => template.Shape).ToList();
                Assert.True(shapes.Order(StringComparer.Ordinal).SequenceEqual(shapes, StringComparer.Ordinal), $"seed {seed}");
            }
        }
    }
}

using Stomp.Server.Controllers;

namespace Stomp.Server.Tests;

/// <summary>Templates beside each other.</summary>
public sealed class TemplateTests
{
    [Theory]
    [InlineData("/a/{x}", "/a/{y}", "Same")]
    [InlineData("/a/{x}", "/a/*", "Same")]
    [InlineData("/a/{x:int}", "/a/{y:int}", "Same")]
    [InlineData("/a/{x:int:min(1)}", "/a/{y:min(1):int}", "Same")]
    [InlineData("/a/*.txt", "/a/*.txt", "Same")]
    [InlineData("/a/**", "/a/**", "Same")]
    [InlineData("/a/{x:min(1)}", "/a/{y:max(9)}", "Ambiguous")]
    [InlineData("/a/a*", "/a/*a", "Ambiguous")]
    [InlineData("/{x:min(1)}/b", "/{y:max(9)}/{z}", "Ambiguous")]
    [InlineData("/{x:min(1)}", "/{y:max(9)}/**", "Ambiguous")]
    [InlineData("/{x:min(1)}/b", "/{y:max(9)}/c", "Apart")]
    [InlineData("/{x:min(1)}", "/{y:max(9)}/c", "Apart")]
    [InlineData("/a/x-*", "/a/y-*", "Apart")]
    [InlineData("/a/*.txt", "/a/*.png", "Apart")]
    [InlineData("/a/x", "/a/{y:int}", "Apart")]
    [InlineData("/a/{x:int}", "/a/{y:guid}", "Ordered")]
    [InlineData("/a/{x:int}", "/a/{y:int:min(1)}", "Ordered")]
    [InlineData("/a/{x}", "/a/x", "Ordered")]
    [InlineData("/a/{x}", "/a/**", "Ordered")]
    [InlineData("/a", "/a/**", "Ordered")]
    [InlineData("/a/ab*", "/a/a*", "Ordered")]
    public void Two_templates_are_apart_or_ordered_or_in_conflict(string one, string other, string overlap)
    {
        var (first, second) = (DestinationTemplate.Parse(one), DestinationTemplate.Parse(other));

        Assert.Equal(overlap, $"{first.OverlapWith(second)}");
        Assert.Equal(overlap, $"{second.OverlapWith(first)}");
    }

    [Theory]
    [InlineData("a", "must begin with '/'")]
    [InlineData("/", "no empty segment")]
    [InlineData("/a//b", "no empty segment")]
    [InlineData("/a{x}", "a variable is a whole segment")]
    [InlineData("/{x", "a variable is a whole segment")]
    [InlineData("/{}", "a variable is a whole segment")]
    [InlineData("/{:int}", "a variable's name is made of letters")]
    [InlineData("/{a b}", "a variable's name is made of letters")]
    [InlineData("/{x?}", "a variable's name is made of letters")]
    [InlineData("/{x:odd}", "there is no constraint 'odd'; there are bool, guid")]
    [InlineData("/{x:min(a)}", "'min(a)' takes whole numbers")]
    [InlineData("/{x:min(1,2)}", "there is no constraint 'min(1,2)'")]
    [InlineData("/{x:min(1}", "no closing parenthesis")]
    [InlineData("/{x:range(5,1)}", "nothing satisfies 'range(5,1)'")]
    [InlineData("/{x:maxlength(0)}", "nothing satisfies")]
    [InlineData("/{x:regex([)}", "no regular expression")]
    [InlineData("/{x}/{x}", "names a variable twice")]
    [InlineData("/a?", "the wildcards are '*' and '**'")]
    [InlineData("/**/a", "'**' stands at the end")]
    [InlineData("/a**", "'**' is a whole segment")]
    [InlineData("/{a}/{b}/{c}/{d}/{e}/{f}/{g}/{h}/{i}", "more than 8 variables")]
    public void What_is_no_template_says_why(string text, string fault) =>
        Assert.Contains(fault, Assert.Throws<FormatException>(() => DestinationTemplate.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_regular_expression_that_would_take_for_ever_gives_up()
    {
        var template = DestinationTemplate.Parse(@"/{x:regex(^(?=(a+)+$)b)}");

        Assert.False(template.Segments[0].Matches(new string('a', 60) + "!"));
    }

    [Fact]
    public void What_is_found_does_not_depend_on_the_order_of_the_mappings()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var templates = new List<DestinationTemplate>();
            for (var i = 0; i < 30; i++)
            {
                var template = DestinationTemplate.Parse(RandomTemplate(random));
                if (templates.TrueForAll(other => template.OverlapWith(other) is Overlap.Apart or Overlap.Ordered)) templates.Add(template);
            }

            var (one, other2) = (TreeOf(templates), TreeOf(templates.OrderBy(_ => random.Next())));
            for (var i = 0; i < 50; i++)
            {
                var destination = string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => "/" + Pick(random, "a", "ab", "b", "1", "12")));
                var (found, again) = (Find(one, destination), Find(other2, destination));
                Assert.True(found == again, $"seed {seed}: '{destination}' leads to {found} and {again}");
                Assert.True((found is null) == !templates.Exists(template => Fits(template, destination)), $"seed {seed}: '{destination}' leads to {found}");
            }
        }
    }

    private static string RandomTemplate(Random random)
    {
        var segments = Enumerable.Range(0, random.Next(1, 4)).Select(i => "/" + Pick(random, "a", "b", "1", "a*", "*b", "*", $"{{v{i}}}", $"{{v{i}:int}}", $"{{v{i}:length(2)}}"));
        return string.Concat(segments) + (random.Next(4) == 0 ? "/**" : "");
    }

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];

    private static bool Fits(DestinationTemplate template, string destination)
    {
        var segments = destination[1..].Split('/');
        for (var i = 0; i < template.Segments.Count; i++)
        {
            if (template.Segments[i].Kind == SegmentKind.Rest) return true;
            if (i >= segments.Length) return false;
            var fits = template.Segments[i].Kind == SegmentKind.Literal ? template.Segments[i].Text == segments[i] : template.Segments[i].Matches(segments[i]);
            if (!fits) return false;
        }

        return segments.Length == template.Segments.Count;
    }

    private static string? Find(MappingTree tree, string destination) => tree.Find(destination, 0, new VariableRange[VariableRanges.Most])?.Template.Text;

    private static MappingTree TreeOf(IEnumerable<DestinationTemplate> templates)
    {
        var tree = new MappingTree();
        foreach (var template in templates)
        {
            tree.Add(new()
            {
                Method = typeof(RouteController).GetMethod(nameof(RouteController.Exact))!,
                Metadata = [],
                Template = template,
                Activator = null,
                Call = _ => default,
                NeedsScope = false,
                IsStream = false,
                ExceptionHandlers = new(new Dictionary<Type, ExceptionHandler>(), new Dictionary<Type, ExceptionHandler>()),
            });
        }

        return tree;
    }
}

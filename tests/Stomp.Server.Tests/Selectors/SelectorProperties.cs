using FsCheck;
using FsCheck.Fluent;
using Stomp.Server.Broker.Selectors;

namespace Stomp.Server.Tests.Selectors;

/// <summary>A failure prints its seed; give it to <c>WithReplay</c> to see it again.</summary>
public sealed class SelectorProperties
{
    private static readonly Gen<string> Fragments =
        from n in Gen.Choose(0, 30)
        from pieces in Gen.Frequency(
            (8, Gen.Elements("a", "b", "1", "2.5", "'x'", "\"y-z\"", "TRUE", "(", ")", ",", "=", "<>", "<", ">=", "+", "-", "*", "/")),
            (6, Gen.Elements("AND", "OR", "NOT", "BETWEEN", "IN", "LIKE", "ESCAPE", "IS", "NULL", "IN (", "'%_'", "'!'", "0x", "1e", "09")),
            (1, from c in Gen.Choose(0, 0xFFFF) select ((char)c).ToString())).ArrayOf(n)
        from separator in Gen.Elements(" ", " ", " ", "")
        select string.Join(separator, pieces);

    private static readonly Gen<string> Characters =
        from n in Gen.Choose(0, 40) from all in Gen.Choose(0, 0x17F).Select(c => (char)c).ArrayOf(n) select new string(all);

    [Fact]
    public void A_printed_tree_is_parsed_and_evaluated_to_what_an_interpreter_of_the_tree_says() => Hold(10_000,
        from tree in GeneratedTree.Condition from headers in GeneratedTree.Headers select (tree, headers),
        generated =>
        {
            var (tree, values) = generated;
            var text = tree.Print();
            if (text.Length > Selector.MaxLength - 10) return;
            var headers = new StompHeaders();
            foreach (var (name, value) in values) headers.Add(name, value);
            Assert.Equal(new TreeInterpreter(values).Truth(tree), SelectorRun.Truth(text, new(headers, null, null)));
        });

    [Fact]
    public void Random_text_is_a_selector_or_a_protocol_fault() => Hold(20_000, Gen.OneOf(Fragments, Characters), ParseAndRun);

    [Fact]
    public void A_selector_with_characters_lost_or_changed_is_a_selector_or_a_protocol_fault() => Hold(10_000,
        from tree in GeneratedTree.Condition
        from at in Gen.Choose(0, 200)
        from length in Gen.Choose(0, 3)
        from put in Gen.Elements("", "(", "'", "\"", "NOT ", "\0")
        select (Text: tree.Print(), at, length, put),
        cut =>
        {
            var start = Math.Min(cut.at, cut.Text.Length);
            ParseAndRun(cut.Text.Remove(start, Math.Min(cut.length, cut.Text.Length - start)).Insert(start, cut.put));
        });

    private static void ParseAndRun(string text)
    {
        try
        {
            Selector.Parse(text).Matches(SelectorRun.Message("a=1;b=x;y-z=true"));
        }
        catch (StompProtocolException fault)
        {
            Assert.InRange(fault.Message.Length, 1, 300);
            Assert.DoesNotContain(fault.Message, char.IsControl);
        }
    }

    private static void Hold<T>(int cases, Gen<T> gen, Action<T> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(cases).WithQuietOnSuccess(true), Prop.ForAll(Arb.From(gen), property));
}

using FsCheck;
using FsCheck.Fluent;

namespace Stomp.Tests;

/// <summary>Runs properties. A failure prints its seed; give it to <c>WithReplay</c> to see it again.</summary>
internal static class Properties
{
    internal static void Hold<T>(int cases, Gen<T> gen, Action<T> property, Func<T, IEnumerable<T>>? shrink = null)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(cases).WithQuietOnSuccess(true);
        Check.One(config, Prop.ForAll(Arb.From(gen, shrink ?? (_ => [])), property));
    }

    internal static Gen<T[]> Some<T>(this Gen<T> gen, int most) => from n in Gen.Choose(0, most) from all in gen.ArrayOf(n) select all;
}

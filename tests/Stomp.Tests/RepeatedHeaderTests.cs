namespace Stomp.Tests;

/// <summary>STOMP 1.2, "Repeated Header Entries".</summary>
public sealed class RepeatedHeaderTests
{
    [Theory]
    [Wire("SEND\nfoo:World\nbar:1\nfoo:Hello\n\n\0", StompVersion.V10)]
    [Wire("SEND\nfoo:World\nbar:1\nfoo:Hello\n\n\0", StompVersion.V11)]
    [Wire("SEND\nfoo:World\nbar:1\nfoo:Hello\n\n\0", StompVersion.V12)]
    public void Only_the_first_of_repeated_headers_counts(WireInput wire, StompVersion version) =>
        Assert.Equal([new("foo", "World"), new("bar", "1")], wire.Frame(version).Headers);

    [Theory, Wire("SEND\na\\cb:1\na\\cb:2\n\n\0")]
    public void Names_are_compared_unescaped(WireInput wire) => Assert.Equal([new("a:b", "1")], wire.Frame().Headers);

    [Theory, Wire("SEND\ncontent-length:2\ncontent-length:1\n\nab\0")]
    public void The_first_content_length_counts(WireInput wire) => Assert.Equal("ab", wire.Frame().GetBodyText());

    [Theory, Wire("SEND\nfoo:1\nfoo:bad \\x\n\n\0")]
    public void A_repeated_header_must_be_well_formed_too(WireInput wire) => Assert.Equal("foo", wire.Fault().Header);
}

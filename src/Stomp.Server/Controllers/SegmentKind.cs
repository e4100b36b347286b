namespace Stomp.Server.Controllers;

/// <summary>What a template's segment takes, the most specific first.</summary>
internal enum SegmentKind
{
    /// <summary>One text.</summary>
    Literal,

    /// <summary>Text with <c>*</c> in it.</summary>
    Pattern,

    /// <summary><c>{name:constraint}</c>.</summary>
    Constrained,

    /// <summary><c>{name}</c> or <c>*</c>: any segment.</summary>
    Any,

    /// <summary><c>**</c>: any segments, to the end.</summary>
    Rest,
}

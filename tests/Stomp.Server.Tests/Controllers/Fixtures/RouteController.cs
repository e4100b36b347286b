namespace Stomp.Server.Tests;

/// <summary>Answers with the mapping that was taken.</summary>
[MessageController, MessageMapping("/route", "/also")]
public sealed class RouteController
{
    [MessageMapping("/exact"), SendToUser("/queue/taken")]
    public string Exact() => "exact";

    [MessageMapping, SendToUser("/queue/taken")]
    public string ClassItself() => "class itself";

    [MessageMapping("/one/{x}", "/two/{x}"), SendToUser("/queue/taken")]
    public string Several(string x) => $"several {x}";

    [MessageMapping("/typed/{x:int}"), SendToUser("/queue/taken")]
    public string OfInt(int x) => $"int {x}";

    [MessageMapping("/typed/{x:long}"), SendToUser("/queue/taken")]
    public string OfLong(long x) => $"long {x}";

    [MessageMapping("/typed/{x:guid}"), SendToUser("/queue/taken")]
    public string OfGuid(Guid x) => $"guid {x:N}";

    [MessageMapping("/typed/{x:bool}"), SendToUser("/queue/taken")]
    public string OfBool(bool x) => $"bool {x}";

    [MessageMapping("/typed/{x:decimal}"), SendToUser("/queue/taken")]
    public string OfDecimal(decimal x) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"decimal {x}");

    [MessageMapping("/typed/{x:alpha:length(3)}"), SendToUser("/queue/taken")]
    public string Three(string x) => $"three letters {x}";

    [MessageMapping("/typed/{x:regex(^a/?-[0-9]{{2}}$)}"), SendToUser("/queue/taken")]
    public string Matching(string x) => $"regex {x}";

    [MessageMapping("/typed/v-*"), SendToUser("/queue/taken")]
    public string Prefixed() => "v-*";

    [MessageMapping("/typed/v-1"), SendToUser("/queue/taken")]
    public string Text() => "v-1";

    [MessageMapping("/typed/{x}"), SendToUser("/queue/taken")]
    public string Any(string x) => $"any {x}";

    [MessageMapping("/typed/{x}/*"), SendToUser("/queue/taken")]
    public string Below(string x) => $"below {x}";

    [MessageMapping("/typed/**"), SendToUser("/queue/taken")]
    public string Rest() => "rest";

    [MessageMapping("/range/{x:range(1,5)}"), SendToUser("/queue/taken")]
    public string InRange(int x) => "range";

    [MessageMapping("/min/{x:min(3)}"), SendToUser("/queue/taken")]
    public string Min(int x) => "min";

    [MessageMapping("/max/{x:max(3)}"), SendToUser("/queue/taken")]
    public string Max(int x) => "max";

    [MessageMapping("/least/{x:minlength(3)}"), SendToUser("/queue/taken")]
    public string Least(string x) => "minlength";

    [MessageMapping("/most/{x:maxlength(3)}"), SendToUser("/queue/taken")]
    public string Most(string x) => "maxlength";

    [MessageMapping("/between/{x:length(2,3)}"), SendToUser("/queue/taken")]
    public string Between(string x) => "length";

    [MessageMapping("/many/{a}/{b}/{c}/{d}/{e}/{f}/{g}/{h}"), SendToUser("/queue/taken")]
    public string Many(string h, string a, string b, string c, string d, string e, string f, string g) => a + b + c + d + e + f + g + h;
}

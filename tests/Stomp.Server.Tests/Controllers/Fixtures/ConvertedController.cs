namespace Stomp.Server.Tests;

[MessageController, MessageMapping("/convert"), SendToUser("/queue/got")]
public sealed class ConvertedController
{
    [MessageMapping("/swap")]
    public Pair Swap(Pair pair) => new(pair?.Other ?? "", pair?.One ?? "");

    [MessageMapping("/to-csv", ResultContentType = "text/csv")]
    public Pair ToCsv(Pair pair) => pair;

    [MessageMapping("/csv-only")]
    public string CsvOnly(Unserializable body) => "got it";

    [MessageMapping("/bytes")]
    public byte[] Bytes(ReadOnlyMemory<byte> bytes) => bytes.ToArray();
}

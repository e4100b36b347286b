using System.CommandLine;
using Log;

var directory = new Option<string>("--directory") { Description = "Where the SQLite file is made; it has to be on the disk that is meant.", DefaultValueFactory = _ => "log-bench" };
var connection = new Option<string?>("--postgres") { Description = "A PostgreSQL database to measure instead: Host=…;Database=…. Its tables are emptied." };
var seconds = new Option<double>("--seconds") { Description = "How long each size of batch is measured.", DefaultValueFactory = _ => 5 };
var fill = new Option<int>("--fill") { Description = "Messages to fill one room with before the reading is measured; 0 leaves it out.", DefaultValueFactory = _ => 0 };

var command = new RootCommand("Measures the chat's stores of the message log.") { directory, connection, seconds, fill };
command.SetAction(async (parsed, _) =>
{
    var subject = parsed.GetValue(connection) is { } address ? Subject.OverPostgres(address) : Subject.OverSqlite(parsed.GetRequiredValue(directory));
    await subject.EmptyAsync();
    foreach (var size in (int[])[1, 16, 256]) await Appending.MeasureAsync(subject, size, TimeSpan.FromSeconds(parsed.GetValue(seconds)));
    if (parsed.GetValue(fill) is > 0 and var messages) await Reading.MeasureAsync(subject, messages);
});
return await command.Parse(args).InvokeAsync();

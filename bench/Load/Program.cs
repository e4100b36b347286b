using System.CommandLine;
using Load;

var server = new Option<string>("--server") { Description = "The server's STOMP endpoint.", DefaultValueFactory = _ => "ws://localhost:5000/ws" };
server.Validators.Add(given =>
{
    if (!Uri.TryCreate(given.GetValueOrDefault<string>(), UriKind.Absolute, out _)) given.AddError("--server: expected an address such as ws://localhost:5000/ws");
});
var process = new Option<int?>("--pid") { Description = "The server's process, on this machine: without it neither its CPU time nor its memory is known." };
var seconds = new Option<double>("--seconds") { Description = "How long each scenario is measured.", DefaultValueFactory = _ => 5 };
var warmUp = new Option<double>("--warm-up") { Description = "Seconds of load before that.", DefaultValueFactory = _ => 3 };
var bytes = new Option<int>("--bytes") { Description = "The length of a body.", DefaultValueFactory = _ => 100 };
var json = new Option<bool>("--json") { Description = "Writes a line of JSON for each scenario instead of the table." };
var names = new Argument<string[]>("scenarios")
{
    Description = "a: 100 in a room, b: 1,000 in a room, c: 1,000 in 100 rooms, d: 50 messages/s to 1,000, e: 10,000 idle, f: coming and going.",
    DefaultValueFactory = _ => ["a", "b", "c", "d", "f"],
};
names.AcceptOnlyFromAmong([.. Scenario.All.Select(scenario => scenario.Name)]);

var command = new RootCommand("Puts a chat server under load and says what that costs it.") { server, process, seconds, warmUp, bytes, json, names };
command.SetAction(async (parsed, cancellationToken) =>
{
    var settings = new Settings(new Uri(parsed.GetRequiredValue(server)), parsed.GetValue(process) is { } id ? new ServerProcess(id) : null,
        TimeSpan.FromSeconds(parsed.GetValue(warmUp)), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(bytes));
    var results = new List<Result>();
    foreach (var name in parsed.GetRequiredValue(names))
    {
        cancellationToken.ThrowIfCancellationRequested();
        var scenario = Scenario.All.Single(one => one.Name == name);
        await Console.Error.WriteLineAsync($"{name}: {scenario.Clients} clients, {scenario.Rooms} rooms, {scenario.Publishers} publishers ...");
        results.Add(await (scenario.Kind switch
        {
            ScenarioKind.FanOut => new FanOut(scenario, settings).RunAsync(),
            ScenarioKind.Idle => new Idle(scenario, settings).RunAsync(),
            _ => new Churn(scenario, settings).RunAsync(),
        }));
    }

    if (parsed.GetValue(json)) Report.WriteJson(Console.Out, results);
    else Report.WriteTable(Console.Out, results);
    return results.Exists(result => result.Faults > 0) ? 1 : 0;
});
return await command.Parse(args).InvokeAsync();

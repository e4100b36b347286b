namespace Load;

/// <summary>What is measured. Names are those of docs/performance.md.</summary>
/// <param name="Name">Its letter.</param>
/// <param name="Kind">What clients do.</param>
/// <param name="Clients">How many are connected: subscribers, idle ones, or those who come and go at a time.</param>
/// <param name="Rooms">How many rooms they are in.</param>
/// <param name="Publishers">How many connections send to them.</param>
/// <param name="Rate">Messages a second of all publishers together; 0 for as many as get through.</param>
internal sealed record Scenario(string Name, ScenarioKind Kind, int Clients, int Rooms = 1, int Publishers = 1, int Rate = 0)
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("a", ScenarioKind.FanOut, Clients: 100),
        new("b", ScenarioKind.FanOut, Clients: 1000),
        new("c", ScenarioKind.FanOut, Clients: 1000, Rooms: 100, Publishers: 10),
        new("d", ScenarioKind.FanOut, Clients: 1000, Rate: 50),
        new("e", ScenarioKind.Idle, Clients: 10_000, Rooms: 100),
        new("f", ScenarioKind.Churn, Clients: 64),
    ];
}

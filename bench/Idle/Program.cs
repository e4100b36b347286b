using Idle;

// The server is a process of its own, so that nothing of the clients is counted.
if (args is ["server"]) await IdleServer.RunAsync();
else await IdleReport.RunAsync(sessions: args is [var count] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 1000);

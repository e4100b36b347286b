namespace Stomp.Server.Broker.Queues;

/// <summary>How much a queue takes, and how often it gives a message out before it is dead; 0 is without end.</summary>
internal readonly record struct QueueLimits(int MaxMessages, long MaxBytes, int MaxDeliveries);

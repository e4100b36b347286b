namespace Stomp.Server.Broker.Queues;

/// <summary>Room in a queue that a transaction keeps while it is carried out.</summary>
internal readonly record struct QueueReservation(MessageQueue Queue, int Messages, long Bytes);

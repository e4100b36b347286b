// Each class starts a broker, a database and servers: one after the other, or they starve each other.
[assembly: Xunit.CollectionBehavior(DisableTestParallelization = true)]

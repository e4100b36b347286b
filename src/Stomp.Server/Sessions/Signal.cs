namespace Stomp.Server.Sessions;

/// <summary>Something that comes to be the case again and again, for anybody to wait for. Guarded by its owner's lock; who waited goes on elsewhere.</summary>
internal struct Signal
{
    private TaskCompletionSource? _source;

    /// <summary>Done when it is next set.</summary>
    public Task WhenSet => (_source ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Set()
    {
        _source?.TrySetResult();
        _source = null;
    }
}

[assembly: Xunit.TestCollectionOrderer("EndToEnd.Tests.LongestFirst", "EndToEnd.Tests")]

package org.reelgraph.clients

import com.apollographql.apollo.api.Optional
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.reelgraph.clients.apollo.CardQuery
import org.reelgraph.clients.apollo.CreateKeyMutation
import org.reelgraph.clients.apollo.DetailQuery
import org.reelgraph.clients.apollo.FollowSubscription
import org.reelgraph.clients.apollo.MeQuery
import org.reelgraph.clients.apollo.OldestChangeQuery
import org.reelgraph.clients.apollo.SeriesPageQuery
import org.reelgraph.clients.apollo.type.CreateApiKeyInput
import org.reelgraph.clients.apollo.type.UserErrorCode

/** Apollo Kotlin, with the code that its compiler makes of our schema. */
class ApolloKotlinTest {

    private val url = System.getenv("REELGRAPH_URL")

    private fun session() = Session(url).also {
        runBlocking { assertTrue(it.signIn(System.getenv("REELGRAPH_ADMIN_EMAIL"), System.getenv("REELGRAPH_ADMIN_PASSWORD"))) }
    }

    private val client = apolloClient(url, session())

    @Test
    fun givenTheDemoLibrary_whenItsSeriesAreRead_thenTheyComePageByPage_andWithTheirDetails() = runBlocking<Unit> {
        val titles = mutableListOf<String>()
        var after: String? = null
        var id: String? = null
        do {
            val page = client.query(SeriesPageQuery(Optional.present(2), Optional.presentIfNotNull(after))).execute()
                .dataOrThrow().allSeries
            titles += page.edges.map { it.node.title }
            id = id ?: page.edges.first().node.id
            after = page.pageInfo.endCursor.takeIf { page.pageInfo.hasNextPage }
        } while (after != null)

        val series = client.query(DetailQuery(id)).execute().dataOrThrow().series
        val card = client.query(CardQuery(id)).execute().dataOrThrow().node?.onMedia

        assertEquals(listOf("Harbour Lights", "Die Vermessung der Nacht", "夜の図書館"), titles)
        assertEquals("S01E01", series?.seasons?.first()?.episodes?.first()?.code)
        assertEquals(titles.first(), card?.title)
    }

    @Test
    fun givenAnInputThatCantBeUsed_whenItIsSent_thenTheUserErrorsTellIt() = runBlocking<Unit> {
        val payload = client.mutation(CreateKeyMutation(CreateApiKeyInput(name = ""))).execute().dataOrThrow()
            .createApiKey

        assertNull(payload.apiKey)
        val error = payload.userErrors.single()
        assertEquals(UserErrorCode.OUT_OF_RANGE, error.code)
        assertEquals(listOf("input", "name"), error.path)
    }

    @Test
    fun givenAnExpiredAccessToken_whenSomethingIsAsked_thenItIsRenewed() = runBlocking<Unit> {
        val session = session()
        Expiry.await(session.accessToken!!)

        assertEquals("ADMIN", apolloClient(url, session).query(MeQuery()).execute().dataOrThrow().viewer?.role?.rawValue)
    }

    @Test
    fun givenASubscription_whenTheLibraryHasChanged_thenItIsTold() = runBlocking<Unit> {
        val oldest = client.query(OldestChangeQuery()).execute().dataOrThrow().changesSince.pageInfo.endCursor

        val change = client.subscription(FollowSubscription(Optional.present(oldest))).toFlow().first().dataOrThrow()

        assertNotNull(change.libraryChanged.cursor)
    }
}

package org.reelgraph.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reelgraph.clients.dgs.client.AllSeriesGraphQLQuery;
import org.reelgraph.clients.dgs.client.AllSeriesProjectionRoot;
import org.reelgraph.clients.dgs.client.CreateApiKeyGraphQLQuery;
import org.reelgraph.clients.dgs.client.CreateApiKeyProjectionRoot;
import org.reelgraph.clients.dgs.client.NodeGraphQLQuery;
import org.reelgraph.clients.dgs.client.NodeProjectionRoot;
import org.reelgraph.clients.dgs.client.SeriesGraphQLQuery;
import org.reelgraph.clients.dgs.client.SeriesProjectionRoot;
import org.reelgraph.clients.dgs.client.ViewerGraphQLQuery;
import org.reelgraph.clients.dgs.client.ViewerProjectionRoot;
import org.reelgraph.clients.dgs.types.CreateApiKeyInput;
import org.reelgraph.clients.dgs.types.CreateApiKeyPayload;
import org.reelgraph.clients.dgs.types.Node;
import org.reelgraph.clients.dgs.types.Role;
import org.reelgraph.clients.dgs.types.Series;
import org.reelgraph.clients.dgs.types.SeriesConnection;
import org.reelgraph.clients.dgs.types.SeriesEdge;
import org.reelgraph.clients.dgs.types.SignInPayload;
import org.reelgraph.clients.dgs.types.UserErrorCode;
import org.reelgraph.clients.dgs.types.Viewer;

/** The client API that DGS's code generator makes of our schema. */
class DgsTest {

    private final DgsClient client = new DgsClient(URI.create(System.getenv("REELGRAPH_URL")));
    private SignInPayload tokens;

    @BeforeEach
    void signIn() throws IOException, InterruptedException {
        tokens = client.signIn(System.getenv("REELGRAPH_ADMIN_EMAIL"), System.getenv("REELGRAPH_ADMIN_PASSWORD"));
        assertEquals(List.of(), tokens.getUserErrors());
    }

    private SeriesConnection page(String after) throws IOException, InterruptedException {
        return client.ask(AllSeriesGraphQLQuery.newRequest().first(2).after(after).build(),
                new AllSeriesProjectionRoot<>().edges().node().id().title().getRoot().pageInfo().hasNextPage()
                        .endCursor(),
                SeriesConnection.class);
    }

    @Test
    void givenTheDemoLibrary_whenItsSeriesAreRead_thenTheyComePageByPage() throws IOException, InterruptedException {
        var titles = new ArrayList<String>();
        var page = page(null);
        page.getEdges().stream().map(SeriesEdge::getNode).map(Series::getTitle).forEach(titles::add);
        while (page.getPageInfo().getHasNextPage()) {
            page = page(page.getPageInfo().getEndCursor());
            page.getEdges().stream().map(SeriesEdge::getNode).map(Series::getTitle).forEach(titles::add);
        }

        assertEquals(List.of("Harbour Lights", "Die Vermessung der Nacht", "夜の図書館"), titles);
    }

    @Test
    void givenASeries_whenItsDetailsAreRead_thenTheyAreOfTheSchemasTypes() throws IOException, InterruptedException {
        var id = page(null).getEdges().get(0).getNode().getId();

        var series = client.ask(SeriesGraphQLQuery.newRequest().id(id).build(),
                new SeriesProjectionRoot<>().title().addedAt().releasedOn().seasons().number()
                        .episodes().code().title().durationSeconds()
                        .cast(3, true).character().person().name(),
                Series.class);
        var node = client.ask(NodeGraphQLQuery.newRequest().id(id).build(),
                new NodeProjectionRoot<>().__typename().onSeries().title().getParent(), Node.class);

        var episode = series.getSeasons().get(0).getEpisodes().get(0);
        assertEquals("S01E01", episode.getCode());
        assertTrue(episode.getCast().size() <= 3);
        assertEquals(2019, series.getReleasedOn().getYear());
        assertEquals("Harbour Lights", ((Series) node).getTitle());
    }

    @Test
    void givenAnInputThatCantBeUsed_whenItIsSent_thenTheUserErrorsTellIt() throws IOException, InterruptedException {
        var input = CreateApiKeyInput.newBuilder().name("").build();

        var payload = client.ask(CreateApiKeyGraphQLQuery.newRequest().input(input).build(),
                new CreateApiKeyProjectionRoot<>().apiKey().name().getParent().userErrors().code().getParent().path(),
                CreateApiKeyPayload.class);

        assertNull(payload.getApiKey());
        assertEquals(UserErrorCode.OUT_OF_RANGE, payload.getUserErrors().get(0).getCode());
        assertEquals(List.of("input", "name"), payload.getUserErrors().get(0).getPath());
    }

    @Test
    void givenAnExpiredAccessToken_whenSomethingIsAsked_thenItIsRenewed() throws IOException, InterruptedException {
        Expiry.await(tokens.getAccessToken());

        var viewer = client.ask(ViewerGraphQLQuery.newRequest().build(), new ViewerProjectionRoot<>().role(),
                Viewer.class);

        assertEquals(Role.ADMIN, viewer.getRole());
    }
}

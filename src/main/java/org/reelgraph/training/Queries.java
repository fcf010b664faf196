package org.reelgraph.training;

import java.util.List;

/** What frontends ask for, as operations whose variables are ids and texts of the library. */
final class Queries {

    /** What a series' page shows. It has the id of a series. */
    static final String SERIES = """
                                 query Detail($id: ID!) { series(id: $id) { id title year summary rating
                                   seasons { id number title
                                     episodes { id number title summary airedOn durationSeconds rating } }
                                   cast { position character person { id name } } } }""";

    /** The same with who plays in each episode. */
    static final String EPISODES_WITH_CAST = """
                                             query Deep($id: ID!) { series(id: $id) { id title year summary rating
                                               seasons { id number title
                                                 episodes { id number title summary airedOn durationSeconds rating
                                                   cast(inherit: false) { position character person { id name } } } }
                                               cast { position character person { id name } } } }""";

    /** What is asked of an item that may be of any kind. */
    static final List<String> OF_MEDIA = List.of(
            """
            query Related($id: ID!) { media(by: { id: $id }) { __typename id title year genres countries studio tagline
              externalIds { imdb tmdb } images { kind path }
              related(first: 6) { score media { id title } reasons { kind name } } } }""",
            """
            query Node($id: ID!) { node(id: $id) { __typename id
              ... on Media { title lastAddedAt cast(first: 3) { character person { id name } }
                crew { department job person { id name } } } } }""",
            """
            query Pages($id: ID!) { series(id: $id) { title seasonCount episodeCount totalDurationSeconds
              allEpisodes(first: 10) { edges { cursor node { code title airedOn } } pageInfo { hasNextPage endCursor }
                totalCount } addedEpisodes { code } } }""");

    /** What is asked of a person. */
    static final String PERSON = """
                                 query Person($id: ID!) { person(id: $id) { id name externalIds { imdb } images { path }
                                   filmography(first: 10) { edges { node { __typename } } totalCount } } }""";

    /** What is looked for by a text. */
    static final List<String> BY_TEXT = List.of(
            """
            query Search($q: String!) { search(query: $q, first: 10) { edges { cursor score
              node { __typename ... on Media { id title year } ... on Episode { id code title }
                ... on Person { id name } } highlight { text matched } } totalCount didYouMean } }""",
            """
            query Contains($q: String!) { allMedia(filter: { title: { contains: $q } }, orderBy: [{ field: TITLE }],
              first: 20) { edges { node { id __typename title year rating } } } }""",
            """
            query Suggest($q: String!) { suggest(prefix: $q, first: 8) { text type id } }""",
            """
            query People($q: String!) { people(filter: { name: { startsWith: $q } }, first: 10) {
              edges { node { id name } } totalCount } }""");

    /** What is asked without variables. */
    static final List<String> OF_THE_LIBRARY = List.of(
            """
            { recentlyAdded(first: 12) { __typename id title year images { kind path } }
              mostWatched(first: 6) { playCount media { id title } } onThisDay(first: 6) { id title }
              libraryStats { movieCount seriesCount episodeCount personCount byGenre { name count } } }""",
            """
            { mediaFacets { kinds { kind count } years { year count } genres { name count } studios { name count }
              countries { name count } contentRatings { name count } } }""",
            """
            { allMovies(first: 20, filter: { year: { from: 1990, to: 2015 }, rating: { from: 4 } },
                orderBy: [{ field: RATING, direction: DESC }, { field: TITLE }]) {
              edges { cursor node { id title year rating durationSeconds cast(first: 2) { person { name } } } }
              pageInfo { hasNextPage endCursor } totalCount } }""",
            """
            { allMedia(last: 20, filter: { genres: { anyOf: ["Drama", "Crime"] } },
                orderBy: [{ field: ADDED_AT, direction: DESC }]) {
              edges { node { id title addedAt genres collections } } } }""",
            """
            { allSeries(first: 10, orderBy: [{ field: RANDOM, seed: 4 }]) {
              edges { node { id title seasons { number episodeCount } } } } }""",
            """
            { changesSince(first: 30) { edges { cursor node { kind action at media { id title updatedAt } } }
              pageInfo { hasNextPage endCursor } } }""");

    /** A page of a list, which has the number of items and a cursor. */
    static final String PAGE = """
                               query List($first: Int!, $after: String) { allSeries(first: $first, after: $after) {
                                 edges { cursor node { id title year rating seasonCount episodeCount
                                   cast(first: 3) { position character person { id name } } } } } }""";

    /** What admins look at. */
    static final List<String> OF_ADMINS = List.of(
            """
            { viewer { role user { id email displayName } sessions { id current lastActiveAt } }
              users(first: 10) { edges { node { id email role status lastLoginAt } } totalCount }
              apiKeys(first: 10) { edges { node { id name role active lastUsedAt } } } }""",
            """
            { jobs(first: 10) { edges { node { id jobKind state requestedAt progress { done total } } } }
              importJobs(first: 5) { edges { node { id status created updated unchanged failed error } } }
              schedules(first: 5) { edges { node { id } } } }""",
            """
            { auditLog(first: 20) { edges { node { at actor action target label outcome user { email } } } }
              settings { name value source } errorLog(first: 5) { edges { node { id } } } }""",
            """
            { services { kind name status } databaseHealth { sound sizeBytes freeDiskBytes } }""");

    /** What can't be answered. */
    static final String MISTAKE = "{ allSeries(first: 1) { edges { node { titel } } } }";

    private Queries() {
    }
}

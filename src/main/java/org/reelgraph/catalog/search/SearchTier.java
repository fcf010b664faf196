package org.reelgraph.catalog.search;

import java.util.Arrays;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reelgraph.catalog.search.SearchQuery.Fragment;
import org.reelgraph.catalog.search.SearchQuery.Words;

/** How well something fits a query; each holds what those before it do, and more. In FTS5's language (https://sqlite.org/fts5.html#full_text_query_syntax). */
enum SearchTier {
    /** The title is what is looked for. */
    TITLE {
        @Override
        Optional<String> words(SearchQuery query) {
            return atStart(query, " " + SearchText.END);
        }

        @Override
        Optional<String> fragments(SearchQuery query) {
            return only(query).map(fragment -> "title : ^\"" + SearchText.pairs(fragment.folded() + SearchText.END)
                    + "\"");
        }
    },
    /** The title begins with it. */
    TITLE_BEGINS {
        @Override
        Optional<String> words(SearchQuery query) {
            return atStart(query, "");
        }

        @Override
        Optional<String> fragments(SearchQuery query) {
            return only(query).map(fragment -> "title : ^" + fragment.quoted());
        }
    },
    /** All of it is in the title. */
    IN_TITLE {
        @Override
        Optional<String> words(SearchQuery query) {
            return Optional.of("title : " + all(query, false));
        }

        @Override
        Optional<String> fragments(SearchQuery query) {
            return Optional.of("title : " + fragmentsOf(query));
        }
    },
    /** All of it is in the title, the last word being unfinished. */
    IN_TITLE_UNFINISHED {
        @Override
        Optional<String> words(SearchQuery query) {
            return Optional.of("title : " + all(query, true));
        }
    },
    /** All of it is in the title or the original title. */
    IN_ANY_TITLE {
        @Override
        Optional<String> words(SearchQuery query) {
            return Optional.of("{title original_title} : " + all(query, true));
        }

        @Override
        Optional<String> fragments(SearchQuery query) {
            return Optional.of("{title original_title} : " + fragmentsOf(query));
        }
    },
    /** All of it is in any of its texts; for that, the last word has to have three letters. */
    ANYWHERE {
        @Override
        Optional<String> words(SearchQuery query) {
            return Optional.of(all(query, true))
                    .filter(words -> query.words().getLast().words().getLast().length() >= SHORTEST)
                    .map(words -> "{titles summary} : " + words);
        }
    };

    private static final int SHORTEST = 3;

    /** {@return the table in which words are found} */
    String index() {
        return this == ANYWHERE ? "search_texts" : "search_titles";
    }

    /** {@return what finds by words what an earlier tier has found, in this one's table} */
    Optional<String> before(SearchQuery query) {
        return this == ANYWHERE
                ? Optional.of("titles : " + all(query, true))
                : Arrays.stream(values()).limit(ordinal()).flatMap(tier -> tier.words(query).stream())
                        .reduce((one, later) -> later);
    }

    /** {@return what finds it by words; nothing where the tier doesn't apply} */
    abstract Optional<String> words(SearchQuery query);

    /** {@return what finds a query without words; nothing where the tier doesn't apply} */
    Optional<String> fragments(SearchQuery query) {
        return Optional.empty();
    }

    /** {@return how good the fit is, from 1 down} */
    double score() {
        return 1.0 - ordinal() / (double) values().length;
    }

    private static Optional<String> atStart(SearchQuery query, String after) {
        var words = query.words();
        return words.size() == query.wanted().size() && words.stream().allMatch(each -> each.words().size() == 1)
                ? Optional.of(words.stream().map(each -> each.words().getFirst())
                        .collect(Collectors.joining(" ", "title : ^\"", after + "\"")))
                : words.size() == 1 && query.wanted().size() == 1
                        ? Optional.of("title : ^\"" + String.join(" ", words.getFirst().words()) + after + "\"")
                        : Optional.empty();
    }

    private static Optional<Fragment> only(SearchQuery query) {
        return query.fragments().size() == 1 ? Optional.of(query.fragments().getFirst()) : Optional.empty();
    }

    private static String all(SearchQuery query, boolean lastUnfinished) {
        var words = query.words();
        var quoted = words.stream().map(Words::quoted).toList();
        var last = quoted.getLast() + (lastUnfinished ? " *" : "");
        return Stream.concat(quoted.subList(0, quoted.size() - 1).stream(), Stream.of(last))
                .collect(Collectors.joining(" AND ", "(", ")"));
    }

    static String fragmentsOf(SearchQuery query) {
        return joined(query.fragments(), " AND ");
    }

    private static String joined(List<Fragment> fragments, String by) {
        return fragments.stream().map(Fragment::quoted).collect(Collectors.joining(by, "(", ")"));
    }
}

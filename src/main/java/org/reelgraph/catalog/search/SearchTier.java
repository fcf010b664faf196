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
            return inARow(query).map(words -> "title : \"" + SearchText.title(String.join(" ", words)) + "\"");
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
            return inARow(query).map(words -> "title : \"" + SearchText.beginning(words) + "\"");
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
    /** The title begins with it, the last word being unfinished. */
    TITLE_BEGINS_UNFINISHED {
        @Override
        Optional<String> words(SearchQuery query) {
            return inARow(query).map(words -> "(title : " + all(query, false) + ") OR (title : \""
                    + SearchText.unfinishedBeginning(words) + "\" *)");
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
            return Optional.of(inAnyTitle(all(query, true)));
        }

        @Override
        Optional<String> fragments(SearchQuery query) {
            return Optional.of(inAnyTitle(fragmentsOf(query)));
        }
    },
    /** All of it is in any of its texts. */
    ANYWHERE {
        @Override
        Optional<String> words(SearchQuery query) {
            return Optional.of("{titles summary} : " + all(query, false));
        }

        @Override
        Optional<String> before(SearchQuery query) {
            return Optional.of("titles : " + all(query, false));
        }
    },
    /** All of it is in any of its texts, the last word being unfinished; for that it has to have three letters. */
    ANYWHERE_UNFINISHED {
        @Override
        Optional<String> words(SearchQuery query) {
            return Optional.of("{titles summary} : " + all(query, true))
                    .filter(words -> query.words().getLast().words().getLast().length() >= SHORTEST);
        }

        @Override
        Optional<String> before(SearchQuery query) {
            return Optional.of("(titles : " + all(query, true) + ") OR ({titles summary} : " + all(query, false) + ")");
        }
    };

    private static final int SHORTEST = 3;

    /** {@return whether it looks for words in all texts, and not only in titles} */
    boolean isInTexts() {
        return compareTo(ANYWHERE) >= 0;
    }

    /** {@return what finds by words, in this tier's table, what an earlier tier has found} */
    Optional<String> before(SearchQuery query) {
        return Arrays.stream(values()).limit(ordinal()).flatMap(tier -> tier.words(query).stream())
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

    // The words as they would follow each other in a title; phrases among others leave that open.
    private static Optional<List<String>> inARow(SearchQuery query) {
        var words = query.words();
        return Optional.of(words.stream().flatMap(each -> each.words().stream()).toList())
                .filter(all -> words.size() == query.wanted().size()
                        && (words.size() == 1 || all.size() == words.size()));
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

    /** {@return what finds an expression, in brackets, in titles and original titles} */
    static String inAnyTitle(String found) {
        return "{title original_title} : " + found;
    }

    static String fragmentsOf(SearchQuery query) {
        return joined(query.fragments(), " AND ");
    }

    private static String joined(List<Fragment> fragments, String by) {
        return fragments.stream().map(Fragment::quoted).collect(Collectors.joining(by, "(", ")"));
    }
}

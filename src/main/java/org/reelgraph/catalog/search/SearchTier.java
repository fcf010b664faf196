package org.reelgraph.catalog.search;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.reelgraph.catalog.search.text.Fragment;
import org.reelgraph.catalog.search.text.SearchText;

/**
 * How well something fits a query; each holds what those before it do, and more. In FTS5's language
 * (https://sqlite.org/fts5.html#full_text_query_syntax).
 */
enum SearchTier {
    /** The title is what is looked for, as it is written. */
    TITLE {
        @Override
        Optional<String> words(SearchQuery query) {
            return query.rows().stream().findFirst().map(SearchTier::whole);
        }

        @Override
        Optional<String> fragments(SearchQuery query) {
            return only(query).map(fragment -> "title : ^\"" + SearchText.pairs(fragment.folded() + SearchText.END)
                    + "\"");
        }
    },
    /** The title is what is looked for, or a variant of it. */
    TITLE_VARIANT {
        @Override
        Optional<String> words(SearchQuery query) {
            return Optional.of(query.rows()).filter(rows -> rows.size() > 1)
                    .map(rows -> rows.stream().map(SearchTier::whole).collect(Collectors.joining(" OR ")));
        }
    },
    /** The title begins with it. */
    TITLE_BEGINS {
        @Override
        Optional<String> words(SearchQuery query) {
            return query.rows().stream().findFirst()
                    .map(words -> orVariant(query, "(title : \"" + SearchText.beginning(words) + "\")"));
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
            return Optional.of(orVariant(query, "(title : " + query.literally() + ")"));
        }

        @Override
        Optional<String> fragments(SearchQuery query) {
            return Optional.of("title : " + fragmentsOf(query));
        }
    },
    /** All of it is in the title, or variants of it. */
    IN_TITLE_VARIANT {
        @Override
        Optional<String> words(SearchQuery query) {
            return query.varies() ? Optional.of("title : " + query.all(false)) : Optional.empty();
        }
    },
    /** The title begins with it, the last word being unfinished. */
    TITLE_BEGINS_UNFINISHED {
        @Override
        Optional<String> words(SearchQuery query) {
            return query.rows().stream().map(words -> "(title : " + SearchText.matchUnfinishedBeginning(words) + ")")
                    .reduce((one, other) -> one + " OR " + other)
                    .map(beginnings -> "(title : " + query.all(false) + ") OR " + beginnings);
        }
    },
    /** All of it is in the title, the last word being unfinished. */
    IN_TITLE_UNFINISHED {
        @Override
        Optional<String> words(SearchQuery query) {
            return Optional.of("title : " + query.all(true));
        }
    },
    /** All of it is in the title or the original title. */
    IN_ANY_TITLE {
        @Override
        Optional<String> words(SearchQuery query) {
            return Optional.of(inAnyTitle(query.all(true)));
        }

        @Override
        Optional<String> fragments(SearchQuery query) {
            return Optional.of(inAnyTitle(fragmentsOf(query)));
        }
    },
    /**
     * All of it is in its titles, those of its series, names of its people, its year and its number together; found by
     * {@link ScatteredQuery}.
     */
    SCATTERED {
        @Override
        Optional<String> words(SearchQuery query) {
            return Optional.empty();
        }
    },
    /** All of it is in any of its texts. */
    ANYWHERE {
        @Override
        Optional<String> words(SearchQuery query) {
            return Optional.of("{titles summary} : " + query.all(false));
        }

        @Override
        Optional<String> before(SearchQuery query) {
            return Optional.of("titles : " + query.all(false));
        }
    },
    /** All of it is in any of its texts, the last word being unfinished; for that it has to have three letters. */
    ANYWHERE_UNFINISHED {
        @Override
        Optional<String> words(SearchQuery query) {
            return Optional.of("{titles summary} : " + query.all(true))
                    .filter(words -> query.mayGoOn());
        }

        @Override
        Optional<String> before(SearchQuery query) {
            return Optional.of("(titles : " + query.all(true) + ") OR ({titles summary} : " + query.all(false) + ")");
        }
    };

    /** The index' table of titles and names by words. */
    static final String TITLES = "search_titles";

    /** {@return whether it looks for words in all texts, and not only in titles} */
    boolean isInTexts() {
        return compareTo(ANYWHERE) >= 0;
    }

    /** {@return whether it finds what no titles have as a whole} */
    boolean isBeyondTitles() {
        return compareTo(IN_ANY_TITLE) > 0;
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

    private static String whole(List<String> words) {
        return "(title : \"" + SearchText.whole(words) + "\")";
    }

    private static String orVariant(SearchQuery query, String found) {
        return TITLE_VARIANT.words(query).map(variant -> variant + " OR " + found).orElse(found);
    }

    private static Optional<Fragment> only(SearchQuery query) {
        return query.fragments().size() == 1 ? Optional.of(query.fragments().getFirst()) : Optional.empty();
    }

    /** {@return what finds an expression, in brackets, in titles and original titles} */
    static String inAnyTitle(String found) {
        return "{title original_title} : " + found;
    }

    static String fragmentsOf(SearchQuery query) {
        return query.fragments().stream().map(Fragment::quoted).collect(Collectors.joining(" AND ", "(", ")"));
    }
}

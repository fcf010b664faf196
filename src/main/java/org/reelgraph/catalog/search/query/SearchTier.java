package org.reelgraph.catalog.search.query;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.search.query.MatchExpression.Characters;
import org.reelgraph.catalog.search.query.MatchExpression.Phrase;
import org.reelgraph.catalog.search.text.SearchText;

/** How well something fits a query; each holds what those before it do, and more. */
public enum SearchTier {
    /** The title is what is looked for, as it is written. */
    TITLE {
        @Override
        public Optional<MatchExpression> words(SearchQuery query) {
            return query.rows().stream().findFirst().map(SearchTier::whole);
        }

        @Override
        public Optional<MatchExpression> fragments(SearchQuery query) {
            return only(query).map(fragment -> new Characters(fragment.folded(), true, true).inTitle());
        }
    },
    /** The title is what is looked for, or a variant of it. */
    TITLE_VARIANT {
        @Override
        public Optional<MatchExpression> words(SearchQuery query) {
            return Optional.of(query.rows()).filter(rows -> rows.size() > 1)
                    .map(rows -> MatchExpression.any(rows.stream().map(SearchTier::whole).toList()));
        }
    },
    /** The title begins with it. */
    TITLE_BEGINS {
        @Override
        public Optional<MatchExpression> words(SearchQuery query) {
            return query.rows().stream().findFirst().map(words -> orVariant(query,
                    MatchExpression.phrase(SearchText.beginning(words)).inTitle()));
        }

        @Override
        public Optional<MatchExpression> fragments(SearchQuery query) {
            return only(query).map(fragment -> new Characters(fragment.folded(), true, false).inTitle());
        }
    },
    /** All of it is in the title. */
    IN_TITLE {
        @Override
        public Optional<MatchExpression> words(SearchQuery query) {
            return Optional.of(orVariant(query, query.literally().inTitle()));
        }

        @Override
        public Optional<MatchExpression> fragments(SearchQuery query) {
            return Optional.of(query.allFragments().inTitle());
        }
    },
    /** All of it is in the title, or variants of it. */
    IN_TITLE_VARIANT {
        @Override
        public Optional<MatchExpression> words(SearchQuery query) {
            return query.varies() ? Optional.of(query.all(false).inTitle()) : Optional.empty();
        }
    },
    /** The title begins with it, the last word being unfinished. */
    TITLE_BEGINS_UNFINISHED {
        @Override
        public Optional<MatchExpression> words(SearchQuery query) {
            return query.rows().stream().map(SearchTier::unfinishedBeginning).reduce(MatchExpression::or)
                    .map(beginnings -> query.all(false).inTitle().or(beginnings));
        }
    },
    /** All of it is in the title, the last word being unfinished. */
    IN_TITLE_UNFINISHED {
        @Override
        public Optional<MatchExpression> words(SearchQuery query) {
            return Optional.of(query.all(true).inTitle());
        }
    },
    /** All of it is in the title or the original title. */
    IN_ANY_TITLE {
        @Override
        public Optional<MatchExpression> words(SearchQuery query) {
            return Optional.of(query.all(true).inAnyTitle());
        }

        @Override
        public Optional<MatchExpression> fragments(SearchQuery query) {
            return Optional.of(query.allFragments().inAnyTitle());
        }
    },
    /**
     * All of it is in its titles, those of its series, names of its people, its year and its number together; found by
     * {@link ScatteredQuery}.
     */
    SCATTERED {
        @Override
        public Optional<MatchExpression> words(SearchQuery query) {
            return Optional.empty();
        }
    },
    /** All of it is in any of its texts. */
    ANYWHERE {
        @Override
        public Optional<MatchExpression> words(SearchQuery query) {
            return Optional.of(query.all(false).inAnyText());
        }

        @Override
        public Optional<MatchExpression> before(SearchQuery query) {
            return Optional.of(query.all(false).inAnyTitle());
        }
    },
    /** All of it is in any of its texts, the last word being unfinished; for that it has to have three letters. */
    ANYWHERE_UNFINISHED {
        @Override
        public Optional<MatchExpression> words(SearchQuery query) {
            return Optional.of(query.all(true).inAnyText()).filter(words -> query.mayGoOn());
        }

        @Override
        public Optional<MatchExpression> before(SearchQuery query) {
            return Optional.of(query.all(true).inAnyTitle().or(query.all(false).inAnyText()));
        }
    };

    /** {@return whether it looks for words in all texts, and not only in titles} */
    public boolean isInTexts() {
        return compareTo(ANYWHERE) >= 0;
    }

    /** {@return whether it finds what no titles have as a whole} */
    public boolean isBeyondTitles() {
        return compareTo(IN_ANY_TITLE) > 0;
    }

    /** {@return what finds by words, in the texts of this tier, what an earlier tier has found} */
    public Optional<MatchExpression> before(SearchQuery query) {
        return Arrays.stream(values()).limit(ordinal()).flatMap(tier -> tier.words(query).stream())
                .reduce((one, later) -> later);
    }

    /** {@return what finds it by words; nothing where the tier doesn't apply} */
    public abstract Optional<MatchExpression> words(SearchQuery query);

    /** {@return what finds a query without words; nothing where the tier doesn't apply} */
    public Optional<MatchExpression> fragments(SearchQuery query) {
        return Optional.empty();
    }

    /** {@return how good the fit is, from 1 down} */
    public double score() {
        return 1.0 - ordinal() / (double) values().length;
    }

    private static MatchExpression whole(List<String> words) {
        return MatchExpression.phrase(SearchText.whole(words)).inTitle();
    }

    private static MatchExpression unfinishedBeginning(List<String> words) {
        return new Phrase(SearchText.unfinishedBeginning(words), !SearchText.isSign(words.getLast())).inTitle();
    }

    private static MatchExpression orVariant(SearchQuery query, MatchExpression found) {
        return TITLE_VARIANT.words(query).map(variant -> variant.or(found)).orElse(found);
    }

    private static Optional<Fragment> only(SearchQuery query) {
        return query.fragments().size() == 1 ? Optional.of(query.fragments().getFirst()) : Optional.empty();
    }
}

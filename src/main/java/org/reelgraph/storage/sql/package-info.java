/**
 * Statements: conditions and orders as trees, the one renderer that turns them into SQL, and how rows and columns are
 * read and written. Of the classes that hold SQL, repositories of Micronaut Data are called {@code …Repository} where
 * they read and {@code …Store} where they write; those that bind and read by hand, {@code …Reader} and {@code …Writer}.
 */
@NullMarked
package org.reelgraph.storage.sql;

import org.jspecify.annotations.NullMarked;

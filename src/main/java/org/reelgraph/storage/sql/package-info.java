/**
 * SQL statements: conditions and orders as trees, the renderer that turns them into SQL, and reading and writing of
 * rows and columns. Of the classes that contain SQL, Micronaut Data repositories are called {@code …Repository} if they
 * read and {@code …Store} if they write; classes that bind and read by hand are called {@code …Reader} and {@code
 * …Writer}.
 */
@NullMarked
package org.reelgraph.storage.sql;

import org.jspecify.annotations.NullMarked;

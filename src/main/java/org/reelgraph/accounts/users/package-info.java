/** User administration: the first admin, invitations, roles, and users from elsewhere. */
@NullMarked
package org.reelgraph.accounts.users;

import org.jspecify.annotations.NullMarked;

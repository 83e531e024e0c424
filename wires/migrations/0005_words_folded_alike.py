"""One function folds words for the index and for every query, so that both part them alike.

Without it “Kyiv/Kharkiv”, “hurt.Police” and “F-16” are words that no search finds, and an Arabic
alef with a hamza is another letter than one without.
"""

from django.db import migrations

FOLD = r"""
create function wire_fold(said text) returns text language sql stable parallel safe strict as $$
  select translate(
    regexp_replace(unaccent(said), '\.(?=[^0-9\s])', ' ', 'g'),
    '/-_@#ʼأإآٱىةـًٌٍَُِّْ',
    '      ااااي' || 'ه')
$$;
create function wire_words(title text, said text, author text) returns tsvector
language sql stable parallel safe as $$
  select setweight(to_tsvector('simple', wire_fold(left(coalesce(title, ''), 2000))), 'A')
      || setweight(to_tsvector('simple', wire_fold(left(coalesce(said, ''), 200000))), 'B')
      || setweight(to_tsvector('simple', wire_fold(coalesce(author, ''))), 'C')
$$;
update wires_item set search = wire_words(title, text, author) where search is not null;
"""
BACK = "drop function wire_words(text, text, text); drop function wire_fold(text);"


class Migration(migrations.Migration):
    dependencies = [("wires", "0004_effective_hours")]
    operations = [migrations.RunSQL(FOLD, BACK)]

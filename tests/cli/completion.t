# What a shell completes, from the tables of commands, options and kinds.
$ mahalli completion bash > c.bash && bash -n c.bash
$ cat > essai.sh <<'FIN'
> . ./c.bash
> COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
> _mahalli; echo "${COMPREPLY[@]}"
> FIN
$ bash essai.sh mahalli re
revise requests remove redo restore recover
$ bash essai.sh mahalli -f plan.db mer
merge
$ bash essai.sh mahalli import bes
besoins
$ bash essai.sh mahalli import besoins --
--member --maker --sheet --reject --map --decimal --dry-run --file --user --year --lang --format --quiet --help --version
$ bash essai.sh mahalli importer besoins fich

$ bash essai.sh mahalli list --format ''
table csv json
$ bash essai.sh mahalli aide sta
status
# Every kind that can be imported or listed is named by the help.
$ for c in import template list; do bash essai.sh mahalli $c '' | tr ' ' '\n' > k.txt; mahalli help $c | sed 's/[éè]/e/g; s/ê/e/g' > h.txt; while read -r k; do grep -q "$k" h.txt || echo "$c : $k"; done < k.txt; done
# The manual page.
$ mahalli completion man > mahalli.1; head -5 mahalli.1; for c in restore recover completion import; do grep -c "^\.SS $c$" mahalli.1; done
.TH MAHALLI 1 "" "mahalli 0.1.0" "Mahalli"
.SH NOM
mahalli \- le plan annuel d'achat local des groupes hospitaliers
.SH SYNOPSIS
.B mahalli
1
1
1
1
$ grep -n "^'" mahalli.1
[1]
$ mahalli completion zsh
mahalli : « zsh » : attendu bash ou man
Aide : mahalli help completion
[2]
$ mahalli complétion
mahalli : il manque quelque chose : mahalli completion bash | man
Aide : mahalli help completion
[2]

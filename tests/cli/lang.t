$ sh data/base.sh
$ mahalli match -q
# The explanation in the reader's language: the same words as in French, none left in French but the files' own.
$ mahalli --lang en match --article GAT/A1
Item GAT/A1
  Description   SERINGUE HYPODERMIQUE 3 PIECES 5 ML LUER SANS AIGUILLE STERILE
  Family        Hypodermic syringe
  State         Match
      Characteristic   Required  Source
      ───────────────  ────────  ──────
      volume           5 mL      read
      tip              luer      read
      number of parts  3         read
      with needle      no        read
      sterile          yes       read

  1. Match, score 630: D-INJ/IN-05 (Injecta)
     label        Seringue hypodermique 3 pièces 5 mL embout luer sans aiguille stérile
     reason       hypodermic syringe: volume 5 mL ✓, tip luer ✓, number of parts 3 ✓, with needle:
                  no ✓, sterile ✓; all specifications required are met
     score        kind of product 200 + specifications met 400 + manufacture 30
     clearance    not verified
      Characteristic   Required  Source          Offered    Result
      ───────────────  ────────  ──────────────  ─────────  ──────
      volume           5 mL      read            5 mL       met
      tip              luer      read            luer       met
      number of parts  3         read            3          met
      with needle      no        read            no         met
      sterile          yes       read            yes        met
      made here        yes       reference data  made here  met

  2. Deviation, score 430: D-INJ/IN-10 (Injecta)
     label        Seringue hypodermique 3 pièces 10 mL embout luer sans aiguille stérile
     reason       hypodermic syringe: volume 5 mL ✗ (10 mL instead of 5 mL), tip luer ✓, number of
                  parts 3 ✓, with needle: no ✓, sterile ✓; a specification is not met
     score        kind of product 200 + specifications met 320 + deviations -120 + manufacture 30
     clearance    not verified
      Characteristic   Required  Source          Offered    Result   Deviation
      ───────────────  ────────  ──────────────  ─────────  ───────  ─────────────────────
      volume           5 mL      read            10 mL      not met  10 mL instead of 5 mL
      tip              luer      read            luer       met
      number of parts  3         read            3          met
      with needle      no        read            no         met
      sterile          yes       read            yes        met
      made here        yes       reference data  made here  met

  3. Deviation, score 400: D-IMP/X-5 (Importe Tout)
     label        Seringue 5 mL luer 3 pièces sans aiguille stérile
     reason       hypodermic syringe: volume 5 mL ✓, tip luer ✓, number of parts 3 ✓, with needle:
                  no ✓, sterile ✓, manufacture: distributor; not made here by this supplier
     score        kind of product 200 + specifications met 400 + manufacture -200
     clearance    not verified
      Characteristic   Required  Source          Offered      Result
      ───────────────  ────────  ──────────────  ───────────  ───────
      volume           5 mL      read            5 mL         met
      tip              luer      read            luer         met
      number of parts  3         read            3            met
      with needle      no        read            no           met
      sterile          yes       read            yes          met
      made here        yes       reference data  distributor  not met
$ mahalli --lang ar match --article GAT/A1 --top 1
الصنف GAT/A1
  التسمية       SERINGUE HYPODERMIQUE 3 PIECES 5 ML LUER SANS AIGUILLE STERILE
  الفئة         محقنة
  الحالة        مطابق
      الخاصية    المطلوب  المصدر
      ─────────  ───────  ──────
      الحجم      5 mL     مقروء
      الطرف      لوير     مقروء
      عدد القطع  3        مقروء
      بإبرة      لا       مقروء
      معقم       نعم      مقروء

  1. مطابق، النقط 630: D-INJ/IN-05 (Injecta)
     التسمية      Seringue hypodermique 3 pièces 5 mL embout luer sans aiguille stérile
     السبب        محقنة: الحجم 5 mL ✓، الطرف لوير ✓، عدد القطع 3 ✓، بإبرة: لا ✓، معقم ✓؛ جميع
                  المواصفات المطلوبة مستوفاة
     النقط        طبيعة المنتج 200 + مواصفات مستوفاة 400 + التصنيع 30
     قابل للشراء  غير متحقق منه
      الخاصية      المطلوب  المصدر     المعروض      النتيجة
      ───────────  ───────  ─────────  ───────────  ───────
      الحجم        5 mL     مقروء      5 mL         مستوفاة
      الطرف        لوير     مقروء      لوير         مستوفاة
      عدد القطع    3        مقروء      3            مستوفاة
      بإبرة        لا       مقروء      لا           مستوفاة
      معقم         نعم      مقروء      نعم          مستوفاة
      مصنوع محليا  نعم      من المرجع  مصنوع محليا  مستوفاة
# A state is named by its code, in French, or as the reader sees it; so is who settles.
$ mahalli --lang en match --state feasible
Group  Reference  Description                        Product      Reason
─────  ─────────  ─────────────────────────────────  ───────────  ──────────────────────────────────
GAT    A2         SERINGUE HYPODERMIQUE 3 PIECES 2…  D-INJ/IN-10  volume 20 mL ✗ (10 mL instead of …
1 article : Feasible
$ mahalli --lang en match --who pharmacist
0 article
# Headers and codes for programs never change.
$ mahalli --lang ar match --format csv | head -1
need;rank;maker;product;verdict;score;reason;member
$ mahalli --lang ar match --format csv | cut -d';' -f1-6 > ar.csv; mahalli match --format csv | cut -d';' -f1-6 | cmp - ar.csv
$ mahalli --lang de status
mahalli : --lang « de » : attendu fr, en ou ar
Aide : mahalli help status
[2]
